package io.volant.rpc.examples.schema;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The beginning of a class file: what is needed to find services without loading every class. */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int INTERFACE = 0x0200;

    private ClassFile() {}

    /**
     * Whether the bytes are an interface in which the text occurs as a constant, as the descriptor of an annotation does.
     *
     * @throws IOException if they are no class file
     */
    static boolean isInterfaceWith(String constant, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt(); // version
        boolean found = false;
        int count = in.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) {
                found |= in.readUTF().equals(constant);
            } else {
                in.skipNBytes(sizeOf(tag));
                index += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
            }
        }
        return found && (in.readUnsignedShort() & INTERFACE) != 0;
    }

    private static int sizeOf(int tag) throws IOException {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
            case 15 -> 3; // method handle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // int, float, members, name and type, dynamic
            case 5, 6 -> 8; // long, double
            default -> throw new IOException("constant " + tag + " in a class file (expected: 1 to 20)");
        };
    }
}
