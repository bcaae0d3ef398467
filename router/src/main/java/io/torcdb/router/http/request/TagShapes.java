package io.torcdb.router.http.request;

import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.Tag;
import java.util.List;

/** The requests on tags. */
final class TagShapes {
    private static final Member<String> KEY = new Member<>("Key", Types.STRING);
    private static final Member<String> VALUE = new Member<>("Value", Types.STRING);

    static final Member<List<Tag>> TAGS =
            new Member<>(
                    "Tags",
                    Types.list(
                            Shape.of(
                                    "Tag",
                                    found -> new Tag(found.get(KEY), found.get(VALUE)),
                                    KEY,
                                    VALUE)));

    private static final Member<String> RESOURCE_ARN = new Member<>("ResourceArn", Types.STRING);
    private static final Member<List<String>> TAG_KEYS = new Member<>("TagKeys", Types.STRINGS);
    private static final Member<String> NEXT_TOKEN = new Member<>("NextToken", Types.STRING);

    static final Shape<Request> TAG_RESOURCE =
            Shape.of(
                    "TagResourceInput",
                    found -> new Request.TagResource(found.get(RESOURCE_ARN), found.get(TAGS)),
                    RESOURCE_ARN,
                    TAGS);

    static final Shape<Request> UNTAG_RESOURCE =
            Shape.of(
                    "UntagResourceInput",
                    found ->
                            new Request.UntagResource(found.get(RESOURCE_ARN), found.get(TAG_KEYS)),
                    RESOURCE_ARN,
                    TAG_KEYS);

    static final Shape<Request> LIST_TAGS_OF_RESOURCE =
            Shape.of(
                    "ListTagsOfResourceInput",
                    found ->
                            new Request.ListTagsOfResource(
                                    found.get(RESOURCE_ARN), found.get(NEXT_TOKEN)),
                    RESOURCE_ARN,
                    NEXT_TOKEN);

    private TagShapes() {}
}
