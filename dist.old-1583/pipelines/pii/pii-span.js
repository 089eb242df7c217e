export {};
//# sourceMappingURL=pii-span.js.map