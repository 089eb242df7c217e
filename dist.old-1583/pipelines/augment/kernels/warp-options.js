export {};
//# sourceMappingURL=warp-options.js.map