package io.torcdb.model.item;

/**
 * Is shown an item by {@link ItemCodec#visit}, from the first attribute to the last and without a
 * tree: before each attribute and each member of a map its name; a scalar, or a member of a set, as
 * one call; around the members of sets, lists and maps the type's name, {@code SS} for one. Texts
 * and binaries are given where they stand in the encoding: they are not to be changed.
 */
public interface ItemVisitor {
    /** The name, as UTF-8, of the value that follows. */
    void name(byte[] bytes, int offset, int length);

    /** A string, as UTF-8, that is a value or a member of a set. */
    void string(byte[] bytes, int offset, int length);

    /** A number, in plain digits, that is a value or a member of a set. */
    void number(String digits);

    /** A binary that is a value or a member of a set. */
    void binary(byte[] bytes, int offset, int length);

    /** A boolean. */
    void bool(boolean value);

    /** A null. */
    void nothing();

    /** Before the members of a set, a list or a map. */
    void begin(String type);

    /** After them. */
    void end(String type);
}
