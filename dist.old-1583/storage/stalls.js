const stallMs = 15_000;
/**
 * The pieces of an answer; it fails with a `TimeoutError` where the next one does not come for 15 seconds. The time that
 * a reader takes does not count.
 */
export async function* withoutStalls(body) {
    const pieces = body[Symbol.asyncIterator]();
    for (;;) {
        const timer = setTimeout(() => body.destroy(new DOMException('no bytes', 'TimeoutError')), stallMs);
        const { done, value } = await pieces.next().finally(() => clearTimeout(timer));
        if (done === true)
            return;
        yield value;
    }
}
//# sourceMappingURL=stalls.js.map