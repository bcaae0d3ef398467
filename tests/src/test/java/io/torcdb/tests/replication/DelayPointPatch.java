package io.torcdb.tests.replication;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.server.raftlog.RaftLog;

/** Ratis' {@code RaftLogBase} with a call of {@link DelayPoint} as the first act of its append. */
final class DelayPointPatch {
    private static final String CLASS_FILE = "org/apache/ratis/server/raftlog/RaftLogBase.class";
    private static final ClassDesc LIST = ClassDesc.of("java.util.List");

    private DelayPointPatch() {}

    /** Writes the class under {@code folder}, which goes first on a class path. */
    static void write(Path folder) throws IOException {
        byte[] original;
        try (var in = RaftLog.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
            original = in.readAllBytes();
        }
        var patched = new AtomicInteger();
        var transformed =
                ClassFile.of()
                        .transformClass(
                                ClassFile.of().parse(original),
                                ClassTransform.transformingMethodBodies(
                                        method ->
                                                method.methodName().equalsString("append")
                                                        && method.methodTypeSymbol()
                                                                .equals(
                                                                        MethodTypeDesc.of(
                                                                                LIST, LIST)),
                                        new CallFirst(patched)));
        if (patched.get() != 1) {
            throw new IllegalStateException(patched + " methods to patch in " + CLASS_FILE);
        }
        var file = folder.resolve(CLASS_FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, transformed);
    }

    private record CallFirst(AtomicInteger patched) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            patched.incrementAndGet();
            code.aload(0)
                    .aload(1)
                    .invokestatic(
                            DelayPoint.class.describeConstable().orElseThrow(),
                            "enter",
                            MethodTypeDesc.of(
                                    ConstantDescs.CD_void, ConstantDescs.CD_Object, LIST));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
