package io.torcdb.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a tidy source looks like. Limits are few and are meant: split the class, not the limit. */
final class TidyTest {
    static final int LONGEST_FILE = 400;
    static final int LONGEST_METHOD = 60;
    static final int MOST_PARAMETERS = 5;
    static final int MOST_TYPES_IN_A_ROOM = 25;

    /** Where a library's own monitor must be held. */
    private static final Set<String> SYNCHRONIZED_ALLOWED = Set.of("AppendGuard.java");

    private static final Pattern BAD_NAME =
            Pattern.compile("\\w+(Impl|Manager|Helper|Utils|Util)\\.java|Base\\w+\\.java");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern TO_DO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

    @Test
    void filesStayShort() {
        List<String> long_ = new ArrayList<>();
        for (Path file : Sources.endingWith(".java")) {
            int lines = Sources.lines(file).size();
            if (lines > LONGEST_FILE) {
                long_.add(Sources.name(file) + ": " + lines + " lines");
            }
        }

        assertThat(long_).as("files above %d lines: split them", LONGEST_FILE).isEmpty();
    }

    @Test
    void methodsStayShortAndTakeFewParameters() throws IOException {
        var problems = new ArrayList<String>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(Sources.endingWith(".java")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                var _ = new Methods(unit, positions, problems).scan(unit, null);
            }
        }

        assertThat(problems)
                .as("methods: at most %d lines, %d parameters", LONGEST_METHOD, MOST_PARAMETERS)
                .isEmpty();
    }

    /** Finds long methods and long parameter lists. */
    private static final class Methods extends TreeScanner<Object, Object> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> problems;
        private boolean inRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> problems) {
            this.unit = unit;
            this.positions = positions;
            this.problems = problems;
        }

        @Override
        public @Nullable Object visitClass(ClassTree type, @Nullable Object nothing) {
            boolean outer = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            var result = super.visitClass(type, nothing);
            inRecord = outer;
            return result;
        }

        @Override
        public @Nullable Object visitMethod(MethodTree method, @Nullable Object nothing) {
            Tree body = method.getBody() == null ? method : method.getBody();
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            String where =
                    Path.of(unit.getSourceFile().getName()).getFileName() + "." + method.getName();
            boolean constructor = method.getName().contentEquals("<init>");
            if (last - first >= LONGEST_METHOD && !isTable(method)) {
                problems.add(where + ": " + (last - first + 1) + " lines");
            }
            // A constructor that wires takes two more: its collaborators are its documentation.
            int most = constructor ? MOST_PARAMETERS + 2 : MOST_PARAMETERS;
            if (!(inRecord && constructor) && method.getParameters().size() > most) {
                problems.add(where + ": " + method.getParameters().size() + " parameters");
            }
            return super.visitMethod(method, nothing);
        }
    }

    /**
     * The cases of a parameterized test are data: one row for each rule, however many there are.
     */
    private static boolean isTable(MethodTree method) {
        return String.valueOf(method.getReturnType()).startsWith("Stream<")
                && method.getParameters().isEmpty();
    }

    @Test
    void everyRoomHasItsSign() {
        var missing = new ArrayList<String>();
        for (Path file : Sources.endingWith(".java")) {
            Path sign = file.resolveSibling("package-info.java");
            String text = Files.exists(sign) ? String.join("\n", Sources.lines(sign)) : "";
            boolean signed =
                    text.contains("@NullMarked")
                            && text.contains("@CheckReturnValue")
                            && text.startsWith("/**");
            if (!signed && isMain(file)) {
                missing.add(Sources.name(file.resolveSibling("")));
            }
        }

        assertThat(missing.stream().distinct())
                .as("packages without a package-info that says what they are for")
                .isEmpty();
    }

    private static boolean isMain(Path file) {
        return file.toString().contains("/src/main/java/");
    }

    @Test
    void roomsStaySmall() {
        var crowded =
                Sources.endingWith(".java").stream()
                        .filter(TidyTest::isMain)
                        .collect(Collectors.groupingBy(file -> file.resolveSibling("")))
                        .entrySet()
                        .stream()
                        .filter(room -> room.getValue().size() > MOST_TYPES_IN_A_ROOM)
                        .map(room -> Sources.name(room.getKey()) + ": " + room.getValue().size());

        assertThat(crowded).as("packages of more than %d files", MOST_TYPES_IN_A_ROOM).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        assertThat(Sources.endingWith(".java").stream().map(file -> file.getFileName().toString()))
                .as("name it after what it does, not Impl, Base, Manager, Helper or Utils")
                .noneMatch(name -> BAD_NAME.matcher(name).matches());
    }

    @Test
    void nothingIsSynchronized() {
        var found = new ArrayList<String>();
        for (Path file : Sources.endingWith(".java")) {
            if (!isMain(file) || SYNCHRONIZED_ALLOWED.contains(file.getFileName().toString())) {
                continue;
            }
            for (String line : Sources.lines(file)) {
                if (line.matches("\\s*(\\w+ )*synchronized .*|\\s*synchronized \\(.*")) {
                    found.add(Sources.name(file) + ": " + line.strip());
                }
            }
        }

        assertThat(found)
                .as("use ReentrantLock: a contended monitor cannot be simulated")
                .isEmpty();
    }

    @Test
    void whatIsLeftToDoHasAnIssueNumber() {
        var found = new ArrayList<String>();
        for (Path file : Sources.endingWith(".java")) {
            if (file.getFileName().toString().equals("TidyTest.java")) {
                continue;
            }
            for (String line : Sources.lines(file)) {
                if (TO_DO.matcher(line).find()) {
                    found.add(Sources.name(file) + ": " + line.strip());
                }
            }
        }

        assertThat(found).as("write the issue's number: TODO" + "(#7)").isEmpty();
    }

    @Test
    void documentsHaveOneTitleAndLiveLinks() {
        var problems = new ArrayList<String>();
        for (Path file : Sources.endingWith(".md")) {
            boolean code = false;
            int titles = 0;
            for (String line : Sources.lines(file)) {
                if (line.startsWith("```")) {
                    code = !code;
                }
                if (!code && line.startsWith("# ")) {
                    titles++;
                }
                Matcher link = LINK.matcher(code ? "" : line);
                while (link.find()) {
                    String target = link.group(1);
                    if (!target.contains("://") && !Files.exists(file.resolveSibling(target))) {
                        problems.add(Sources.name(file) + ": dead link " + target);
                    }
                }
            }
            if (titles != 1) {
                problems.add(Sources.name(file) + ": " + titles + " titles");
            }
        }

        assertThat(problems).isEmpty();
    }
}
