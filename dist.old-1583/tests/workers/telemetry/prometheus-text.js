/** Parses the text format of a scrape. */
export function parseScrape(text) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return lines.map((line) => {
        const [, name = '', labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
        const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
        return { name, labels: Object.fromEntries(pairs.map(([, key, text]) => [key, text])), value: Number(value) };
    });
}
/** A metric's name without what a histogram adds to it. */
export function metricOf(name) {
    return name.replace(/_(bucket|sum|count)$/, '');
}
//# sourceMappingURL=prometheus-text.js.map