package io.torcdb.model.item;

import java.math.BigDecimal;

/**
 * Shows an encoded item to an {@link ItemVisitor}. Never leaves the bytes, but takes their word for
 * it that texts are UTF-8 and members in order: whoever wrote the encoding saw to that. Used once.
 */
final class ItemWalk {
    private final byte[] bytes;
    private final ByteReader in;
    private final ItemVisitor visitor;

    ItemWalk(byte[] bytes, ItemVisitor visitor) {
        this.bytes = bytes;
        this.in = new ByteReader(bytes);
        this.visitor = visitor;
    }

    void item() {
        if (in.get() != ItemCodec.FORMAT) {
            throw new CorruptItemException("a format that is not known here");
        }
        int _ = in.getInt();
        members(0);
        if (in.remaining() > 0) {
            throw new CorruptItemException("bytes after the end");
        }
    }

    private void members(int depth) {
        for (int left = in.getCount(2); left > 0; left--) {
            int length = in.getVarint();
            visitor.name(bytes, in.skip(length), length);
            value(depth);
        }
    }

    private void value(int depth) {
        if (depth > ItemDecoder.MAX_DEPTH) {
            throw new CorruptItemException("nests too deep");
        }
        switch (in.get()) {
            case ValueTag.STRING -> string();
            case ValueTag.NUMBER -> number();
            case ValueTag.BINARY -> binary();
            case ValueTag.FALSE -> visitor.bool(false);
            case ValueTag.TRUE -> visitor.bool(true);
            case ValueTag.NULL -> visitor.nothing();
            case ValueTag.STRING_SET -> set("SS", this::string);
            case ValueTag.NUMBER_SET -> set("NS", this::number);
            case ValueTag.BINARY_SET -> set("BS", this::binary);
            case ValueTag.LIST -> {
                visitor.begin("L");
                for (int left = in.getCount(1); left > 0; left--) {
                    value(depth + 1);
                }
                visitor.end("L");
            }
            case ValueTag.MAP -> {
                visitor.begin("M");
                members(depth + 1);
                visitor.end("M");
            }
            default -> throw new CorruptItemException("a type that is not known here");
        }
    }

    private void set(String type, Runnable member) {
        visitor.begin(type);
        for (int left = in.getCount(1); left > 0; left--) {
            member.run();
        }
        visitor.end(type);
    }

    private void string() {
        int length = in.getVarint();
        visitor.string(bytes, in.skip(length), length);
    }

    private void binary() {
        int length = in.getVarint();
        visitor.binary(bytes, in.skip(length), length);
    }

    private void number() {
        int scale = in.getScale();
        int length = in.get();
        if (length == 0 || length > ItemDecoder.MAX_UNSCALED_BYTES) {
            throw new CorruptItemException("a number of that many bytes");
        }
        if (length > Long.BYTES) {
            visitor.number(new BigDecimal(in.getBigInteger(length), scale).toPlainString());
        } else {
            long unscaled = in.getBigEndian(length);
            visitor.number(
                    scale == 0
                            ? Long.toString(unscaled)
                            : BigDecimal.valueOf(unscaled, scale).toPlainString());
        }
    }
}
