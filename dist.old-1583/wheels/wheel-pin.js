export {};
//# sourceMappingURL=wheel-pin.js.map