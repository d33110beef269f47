package io.volant.rpc.benchmarks.conform;

/** The refusal of a hello: section 2 of the specification. */
record Refusal(int minVersion, int maxVersion, int status, String reason) {
    static Refusal read(byte[] fields) {
        Cursor cursor = new Cursor(fields);
        int version = cursor.u8();
        Breach.unless(version == 0, "a refusal of the hello", "a hello of the server, version " + version);
        return new Refusal(cursor.u8(), cursor.u8(), cursor.u8(), cursor.string());
    }

    @Override
    public String toString() {
        return "refusal, status " + status + ", versions " + minVersion + ".." + maxVersion + " \"" + reason + "\"";
    }
}
