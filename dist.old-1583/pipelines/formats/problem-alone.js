/** The problem of something that carries more: its place, or the member of an archive that it was met in. */
export function problemAlone({ problem, value, limit, dropped }) {
    return {
        problem,
        ...(value === undefined ? {} : { value }),
        ...(limit === undefined ? {} : { limit }),
        ...(dropped === undefined ? {} : { dropped }),
    };
}
//# sourceMappingURL=problem-alone.js.map