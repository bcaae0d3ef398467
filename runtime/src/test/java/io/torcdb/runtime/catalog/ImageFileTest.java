package io.torcdb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
    private static final CatalogImage IMAGE =
            CatalogImage.EMPTY.with(new ClusterBorn(0, 7, 3, 3)).orElseThrow();

    @TempDir Path folder;

    @Test
    void thereIsNothingWhereNoFileIs() throws IOException {
        assertThat(ImageFile.load(folder.resolve("catalog"))).isEmpty();
    }

    @Test
    void whatIsSavedComesBack() throws IOException {
        var file = folder.resolve("catalog");

        ImageFile.save(file, new ImageFile.Saved(CatalogImage.EMPTY, 0, -1));
        ImageFile.save(file, new ImageFile.Saved(IMAGE, 4, 99));

        assertThat(ImageFile.load(file)).contains(new ImageFile.Saved(IMAGE, 4, 99));
    }

    @Test
    void everyDamagedByteIsFound() throws IOException {
        var file = folder.resolve("catalog");
        ImageFile.save(file, new ImageFile.Saved(IMAGE, 4, 99));
        var bytes = Files.readAllBytes(file);

        for (int i = 0; i < bytes.length; i++) {
            var damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> ImageFile.load(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileThatWasCutIsFound() throws IOException {
        var file = folder.resolve("catalog");
        ImageFile.save(file, new ImageFile.Saved(IMAGE, 4, 99));
        var bytes = Files.readAllBytes(file);

        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ImageFile.load(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aHalfWrittenFileAsideIsNoHarm() throws IOException {
        var file = folder.resolve("catalog");
        ImageFile.save(file, new ImageFile.Saved(IMAGE, 4, 99));
        Files.writeString(folder.resolve("catalog.new"), "torn");

        assertThat(ImageFile.load(file)).contains(new ImageFile.Saved(IMAGE, 4, 99));
        ImageFile.save(file, new ImageFile.Saved(IMAGE, 4, 100));

        assertThat(ImageFile.load(file)).contains(new ImageFile.Saved(IMAGE, 4, 100));
    }
}
