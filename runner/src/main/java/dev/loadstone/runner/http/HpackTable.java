package dev.loadstone.runner.http;

import java.util.stream.Stream;

/** The fields that a peer names by number: those that everybody knows, and before them the ones that came last. */
final class HpackTable {
    static final int MOST_BYTES = 4096;
    /** The standard's own (RFC 7541, appendix A), the first of which is number 1. */
    private static final HpackField[] STATIC = Stream.of(
                    (":authority :method=GET :method=POST :path=/ :path=/index.html "
                                    + ":scheme=http :scheme=https :status=200 :status=204 :status=206 :status=304 :status=400 "
                                    + ":status=404 :status=500 accept-charset accept-encoding=gzip,~deflate accept-language "
                                    + "accept-ranges accept access-control-allow-origin age allow authorization cache-control "
                                    + "content-disposition content-encoding content-language content-length content-location "
                                    + "content-range content-type cookie date etag expect expires from host if-match "
                                    + "if-modified-since if-none-match if-range if-unmodified-since last-modified link location "
                                    + "max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after "
                                    + "server set-cookie strict-transport-security transfer-encoding user-agent vary via "
                                    + "www-authenticate")
                            .split(" "))
            .map(field -> (field + "=").replace('~', ' ').split("=", -1))
            .map(parts -> HpackField.of(parts[0], parts[1]))
            .toArray(HpackField[]::new);

    /** Each has OVERHEAD_BYTES at least, so that no more than these fit. */
    private final HpackField[] ring = new HpackField[MOST_BYTES / HpackField.OVERHEAD_BYTES];

    private int newest;
    private int count;
    private int bytes;
    private int limit = MOST_BYTES;

    HpackField get(int number) throws Http2Fault {
        int dynamic = number - STATIC.length - 1;
        if (number < 1 || dynamic >= count) {
            throw new Http2Fault(Http2Fault.COMPRESSION);
        }
        return dynamic < 0 ? STATIC[number - 1] : ring[newest - dynamic & ring.length - 1];
    }

    void add(HpackField field) {
        evict(limit - field.size());
        if (field.size() <= limit) {
            newest = newest + 1 & ring.length - 1;
            ring[newest] = field;
            count++;
            bytes += field.size();
        }
    }

    void limit(int most) throws Http2Fault {
        if (most > MOST_BYTES) {
            throw new Http2Fault(Http2Fault.COMPRESSION);
        }
        limit = most;
        evict(most);
    }

    private void evict(int most) {
        while (count > 0 && bytes > most) {
            bytes -= ring[newest - --count & ring.length - 1].size();
        }
    }
}
