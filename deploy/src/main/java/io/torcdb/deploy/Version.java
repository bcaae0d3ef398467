package io.torcdb.deploy;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Torc this is: {@code torc VERSION (COMMIT)}, as the build has noted it. */
final class Version implements IVersionProvider {
    private static final String FILE = "/torc-version.properties";

    @Override
    public String[] getVersion() throws IOException {
        var built = new Properties();
        try (var file = Version.class.getResourceAsStream(FILE)) {
            if (file != null) {
                built.load(file);
            }
        }
        return new String[] {
            "torc %s (%s)"
                    .formatted(
                            built.getProperty("version", "unknown"),
                            built.getProperty("commit", "unknown"))
        };
    }
}
