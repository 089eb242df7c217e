import assert from 'node:assert/strict';
import { newGraph } from '../../../training/graph/graph.js';
import { openSession } from '../../../training/graph/session.js';
import { addVariable } from '../../../training/graph/variable.js';
import { testWithTensorFlow } from '../test-backend.js';
const values = 64;
// TensorFlow copies what it is given but where that begins at a multiple of 64 bytes: one of these does.
const starts = Array.from({ length: 16 }, (_, start) => start);
testWithTensorFlow('a variable keeps its value when the array that it was assigned from changes', (backend) => {
    const graph = newGraph();
    addVariable(graph, 'weight', [values]);
    const session = openSession(graph, backend.native);
    const memory = new Float32Array(values + starts.length);
    for (const start of starts) {
        const data = memory.subarray(start, start + values).fill(start);
        session.assign(new Map([['weight', { dtype: 'float32', shape: [values], data }]]));
        data.fill(-1);
        assert.deepEqual(session.fetch(['weight']), [new Float32Array(values).fill(start)]);
    }
    session.close();
});
//# sourceMappingURL=session.test.js.map