export {};
//# sourceMappingURL=build-record.js.map