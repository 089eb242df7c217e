/** Orders strings by UTF-16 code unit: the same on every machine and locale. */
export function byCodeUnit(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
//# sourceMappingURL=code-unit-order.js.map