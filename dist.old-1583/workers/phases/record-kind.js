/** Calls `use` with the kind of a build's records, which is loaded then: a thread needs one kind's libraries alone. */
export async function withKind({ recipe }, use) {
    if (recipe.kind === 'text')
        return use((await import('./text-kind.js')).textKind);
    return use((await import('./image-kind.js')).imageKind);
}
//# sourceMappingURL=record-kind.js.map