package io.torcdb.router.http.coding;

import java.util.Locale;
import java.util.Optional;

/** What an {@code Accept-Encoding} says of each coding: its weight, where it is named. */
record Preference(
        Optional<Double> gzip,
        Optional<Double> deflate,
        Optional<Double> identity,
        Optional<Double> others) {
    private static final Preference NONE =
            new Preference(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Reads the header; what makes no sense in it counts as not said. */
    static Preference of(String acceptEncoding) {
        Preference said = NONE;
        for (String element : acceptEncoding.split(",", -1)) {
            int parameters = element.indexOf(';');
            String name = parameters < 0 ? element : element.substring(0, parameters);
            Optional<Double> weight =
                    parameters < 0 ? Optional.of(1.0) : weight(element.substring(parameters + 1));
            said = said.with(name.trim().toLowerCase(Locale.ROOT), weight);
        }
        return said;
    }

    private Preference with(String name, Optional<Double> weight) {
        return switch (name) {
            case "gzip", "x-gzip" -> new Preference(weight, deflate, identity, others);
            case "deflate" -> new Preference(gzip, weight, identity, others);
            case "identity" -> new Preference(gzip, deflate, weight, others);
            case "*" -> new Preference(gzip, deflate, identity, weight);
            default -> this;
        };
    }

    private static Optional<Double> weight(String parameter) {
        String text = parameter.replace(" ", "").toLowerCase(Locale.ROOT);
        if (!text.startsWith("q=")) {
            return Optional.empty();
        }
        try {
            double weight = Double.parseDouble(text.substring(2));
            return weight >= 0 && weight <= 1 ? Optional.of(weight) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Returns the coding of the greatest weight. */
    ContentCoding best() {
        double ofGzip = gzip.or(() -> others).orElse(0.0);
        double ofDeflate = deflate.or(() -> others).orElse(0.0);
        double packed = Math.max(ofGzip, ofDeflate);
        if (packed == 0 || packed < identity.orElse(0.0)) {
            return ContentCoding.IDENTITY;
        }
        return ofGzip >= ofDeflate ? ContentCoding.GZIP : ContentCoding.DEFLATE;
    }
}
