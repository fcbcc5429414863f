package dev.loadstone.runner.schedule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who is due when, earliest first: a heap of plain numbers, which neither allocates nor follows a pointer to compare. */
public final class DueQueue<E> {
    private long[] dueNanos = new long[16];
    private @Nullable Object[] elements = new Object[16];
    private int size;

    /** When the first one is due; {@link Long#MAX_VALUE} where there is none. */
    public long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : dueNanos[0];
    }

    public void add(E element, long nanos) {
        if (size == elements.length) {
            dueNanos = Arrays.copyOf(dueNanos, 2 * size);
            elements = Arrays.copyOf(elements, 2 * size);
        }
        int place = size++;
        for (int parent = (place - 1) / 2; place > 0 && dueNanos[parent] > nanos; parent = (place - 1) / 2) {
            put(elements[parent], dueNanos[parent], place);
            place = parent;
        }
        put(element, nanos, place);
    }

    /** Takes out who is due first; there must be one. */
    @SuppressWarnings("unchecked")
    public E remove() {
        var first = (E) elements[0];
        size--;
        Object last = elements[size];
        elements[size] = null;
        if (size > 0) {
            sink(last, dueNanos[size]);
        }
        return first;
    }

    /** From the top to where it belongs. */
    private void sink(@Nullable Object element, long nanos) {
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            child += child + 1 < size && dueNanos[child + 1] < dueNanos[child] ? 1 : 0;
            if (dueNanos[child] >= nanos) {
                break;
            }
            put(elements[child], dueNanos[child], place);
            place = child;
        }
        put(element, nanos, place);
    }

    private void put(@Nullable Object element, long nanos, int place) {
        elements[place] = element;
        dueNanos[place] = nanos;
    }

    public void clear() {
        Arrays.fill(elements, 0, size, null);
        size = 0;
    }
}
