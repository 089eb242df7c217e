/**
 * Tells all that are not in `told` yet, at once, and adds those who were; one who cannot be reached holds up no other.
 * Gives what went wrong, a sentence each.
 */
export async function tellAll(listeners, told) {
    const waiting = listeners.filter(({ key }) => !told.includes(key));
    const problems = await Promise.all(waiting.map(async ({ key, tell }) => {
        try {
            await tell();
            told.push(key);
            return [];
        }
        catch (error) {
            return [error instanceof Error ? error.message : String(error)];
        }
    }));
    return problems.flat();
}
//# sourceMappingURL=listener.js.map