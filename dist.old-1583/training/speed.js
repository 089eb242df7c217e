/** A clock that starts now, before the step after `from`. */
export function openSpeed(from, steps) {
    const startMs = performance.now();
    let tokens = 0;
    let step = from;
    let lastMs = startMs;
    let lately = 0;
    const seconds = () => (performance.now() - startMs) / 1000;
    const tokensPerSecond = () => tokens / Math.max(1e-3, seconds());
    return {
        add: (done, more) => {
            const nowMs = performance.now();
            step = done;
            tokens += more;
            lately = more / Math.max(1e-6, (nowMs - lastMs) / 1000);
            lastMs = nowMs;
        },
        seconds,
        tokensPerSecond,
        secondsLeft: () => Math.ceil(((steps - step) * seconds()) / Math.max(1, step - from)),
        timing: () => ({ timeMs: Date.now(), seconds: seconds(), tokensPerSecond: lately }),
    };
}
//# sourceMappingURL=speed.js.map