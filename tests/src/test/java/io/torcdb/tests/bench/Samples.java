package io.torcdb.tests.bench;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.http.request.ApiOperation;
import io.torcdb.router.http.request.RequestDecoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A body of a PutItem of about 1 KB, with 10 attributes of most types, and what it holds. */
final class Samples {
    private static final String ITEM =
            """
            {"customer":{"S":"c-7f31d2a4-90be"},
            "order":{"N":"20261124000017"},
            "name":{"S":"Ada Lovelace, 12 St James's Square"},
            "price":{"N":"1249.95"},
            "paid":{"BOOL":true},
            "discount":{"NULL":true},
            "tags":{"SS":["express","fragile","gift"]},
            "address":{"M":{"street":{"S":"Königsallee 30"},"city":{"S":"Düsseldorf"},
            "zip":{"S":"40212"}}},
            "lines":{"L":[{"M":{"sku":{"S":"A-1001"},"count":{"N":"2"}}},
            {"M":{"sku":{"S":"B-2040"},"count":{"N":"1"}}}]},
            "note":{"S":"%s"}}\
            """
                    .replace("\n", "")
                    .formatted("Leave it with the neighbour if nobody opens the door. ".repeat(8));

    static final byte[] PUT_BODY =
            ("{\"TableName\":\"orders\",\"Item\":" + ITEM + "}").getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    /** Returns the item of a body, read as the edge does. */
    static Item itemOf(RequestDecoder decoder, byte[] body) {
        Request request = present(decoder.decode(ApiOperation.PUT_ITEM, body, body.length));
        return Item.of(((Request.PutItem) request).item().orElseThrow());
    }

    /** Returns what must have come out. */
    static <T> T present(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Success<T>(var value) -> value;
            case Outcome.Refused<T>(var failure) -> throw new IllegalStateException("" + failure);
        };
    }

    /** Returns values by placeholder. */
    static Request.Placeholders placeholders(Map<String, AttributeValue> values) {
        return new Request.Placeholders(Optional.empty(), Optional.of(new TreeMap<>(values)));
    }

    static AttributeValue text(String text) {
        return new StringValue(text);
    }

    static AttributeValue number(long number) {
        return new NumberValue(BigDecimal.valueOf(number));
    }
}
