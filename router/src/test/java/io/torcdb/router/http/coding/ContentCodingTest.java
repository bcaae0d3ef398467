package io.torcdb.router.http.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCodingTest {
    private static final byte[] TEXT =
            "{\"TableName\":\"t\"}".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|IDENTITY",
                "gzip|GZIP",
                "GZip|GZIP",
                "x-gzip|GZIP",
                "deflate|DEFLATE",
                "identity|IDENTITY",
                "br|IDENTITY",
                "br, gzip|GZIP",
                "gzip, deflate, br|GZIP",
                "deflate, gzip|GZIP",
                "deflate;q=0.9, gzip;q=0.8|DEFLATE",
                "gzip;q=0|IDENTITY",
                "gzip;q=0, deflate|DEFLATE",
                "gzip;q=0.001|GZIP",
                "gzip ; q=0.5 , identity ; q=0.7|IDENTITY",
                "identity;q=0, gzip;q=0.1|GZIP",
                "*|GZIP",
                "*;q=0|IDENTITY",
                "gzip;q=0, *|DEFLATE",
                "gzip;q=2|IDENTITY",
                "gzip;q=NaN|IDENTITY",
                "gzip;q=|IDENTITY",
                "gzip;level=9|IDENTITY",
                ";;,,;q=1|IDENTITY",
            })
    void theCodingOfGreatestWeightIsPreferred(String acceptEncoding, ContentCoding coding) {
        assertThat(ContentCoding.preferred(acceptEncoding)).isEqualTo(coding);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPackedUnpacks(ContentCoding coding) throws IOException {
        byte[] packed = coding.pack(TEXT, TEXT.length);

        try (var in = coding.unpacking(packed, packed.length)) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void deflatedDataWithoutAFrameUnpacks() throws IOException {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[] packed;
        try (var in = new DeflaterInputStream(new ByteArrayInputStream(TEXT), deflater)) {
            packed = in.readAllBytes();
        }
        deflater.end();

        try (var in = ContentCoding.DEFLATE.unpacking(packed, packed.length)) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void aGzipFileOfTwoMembersIsOneBody() throws IOException {
        byte[] member = ContentCoding.GZIP.pack(TEXT, TEXT.length);
        var file = new ByteArrayOutputStream();
        file.write(member);
        file.write(member);

        try (var in = ContentCoding.GZIP.unpacking(file.toByteArray(), file.size())) {
            assertThat(in.readAllBytes()).hasSize(2 * TEXT.length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void dataThatIsCutOffOrNotPackedIsRefused(ContentCoding coding) {
        byte[] packed = coding.pack(TEXT, TEXT.length);

        assertThatThrownBy(() -> unpack(coding, packed, packed.length - 5))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(coding, TEXT, TEXT.length)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(coding, TEXT, 0)).isInstanceOf(IOException.class);
    }

    private static byte[] unpack(ContentCoding coding, byte[] bytes, int length)
            throws IOException {
        try (var in = coding.unpacking(bytes, length)) {
            return in.readAllBytes();
        }
    }
}
