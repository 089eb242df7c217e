/** Name of the task queue where a store's training and evaluation run: one at a time, where the GPU is. */
export function trainingQueueOf(taskQueue) {
    return `${taskQueue}-train`;
}
//# sourceMappingURL=training-contract.js.map