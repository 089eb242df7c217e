/** Whether the records to blame for a metric are found by a {@link TextProbes}. */
export function needsProbes(metric) {
    return /^(drift\.)?(language|languages|pii|tokens|charactersPerToken|perplexity|classifierScore)\./.test(metric);
}
//# sourceMappingURL=text-probes.js.map