import assert from 'node:assert/strict';
import { test } from 'node:test';
import protobuf from 'protobufjs';
import { attributeOf, flagAttribute, integerAttribute, shapeAttribute, tensorAttribute, textAttribute, typeAttribute, } from '../../../training/graph/attribute.js';
import { newGraph, savedModel } from '../../../training/graph/graph.js';
import { openSession } from '../../../training/graph/session.js';
import { newTracer } from '../../../training/graph/trace.js';
import { testWithTensorFlow } from '../test-backend.js';
// The parts of tensorflow/core/protobuf/saved_model.proto and of what it imports that a graph here uses.
const schema = protobuf.parse(`
  syntax = "proto3";
  message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraph meta_graphs = 2; }
  message MetaGraph { MetaInfo meta_info_def = 1; GraphDef graph_def = 2; }
  message MetaInfo { repeated string tags = 4; }
  message GraphDef { repeated NodeDef node = 1; Versions versions = 4; }
  message Versions { int32 producer = 1; }
  message NodeDef { string name = 1; string op = 2; repeated string input = 3; map<string, AttrValue> attr = 5; }
  message AttrValue {
    ListValue list = 1; bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6; Shape shape = 7; Tensor tensor = 8;
  }
  message ListValue { repeated bytes s = 2; repeated int64 i = 3 [packed = false]; repeated float f = 4 [packed = false]; }
  message Shape { repeated Dim dim = 2; }
  message Dim { int64 size = 1; }
  message Tensor { int32 dtype = 1; Shape tensor_shape = 2; bytes tensor_content = 4; }
`).root;
test("a saved model reads back through protobuf's own decoder", () => {
    const graph = newGraph();
    const first = graph.constant(3, [2, 300], Uint8Array.of(1, 2, 3));
    graph.add('Op', [`^${first.slice(0, -2)}`, first], {
        flag: flagAttribute(true),
        integer: integerAttribute(-5),
        shape: shapeAttribute([2, 300]),
        tensor: tensorAttribute(1, [], Uint8Array.of(9)),
        text: textAttribute('größer'),
        type: typeAttribute(10),
    });
    const type = schema.lookupType('SavedModel');
    const model = type.toObject(type.decode(savedModel(graph)), { longs: Number, bytes: Array });
    const content = { dtype: 3, tensorShape: { dim: [{ size: 2 }, { size: 300 }] }, tensorContent: [1, 2, 3] };
    assert.deepEqual(model, {
        savedModelSchemaVersion: 1,
        metaGraphs: [
            {
                metaInfoDef: { tags: ['serve'] },
                graphDef: {
                    node: [
                        { name: 'Const_0', op: 'Const', attr: { dtype: { type: 3 }, value: { tensor: content } } },
                        {
                            name: 'Op_1',
                            op: 'Op',
                            input: ['Const_0:0', '^Const_0'],
                            attr: {
                                flag: { b: true },
                                integer: { i: -5 },
                                shape: { shape: { dim: [{ size: 2 }, { size: 300 }] } },
                                tensor: { tensor: { dtype: 1, tensorShape: {}, tensorContent: [9] } },
                                text: { s: [...Buffer.from('größer')] },
                                type: { type: 10 },
                            },
                        },
                    ],
                    versions: { producer: 1087 },
                },
            },
        ],
    });
});
test('equal small constants are one node, large ones their own', () => {
    const graph = newGraph();
    assert.equal(graph.constant(1, [1], Uint8Array.of(0, 0, 0, 0)), graph.constant(1, [1], Uint8Array.of(0, 0, 0, 0)));
    assert.notEqual(graph.constant(1, [1], Uint8Array.of(0, 0, 0, 0)), graph.constant(3, [1], Uint8Array.of(0, 0, 0, 0)));
    assert.equal(graph.nodes.length, 2);
});
testWithTensorFlow('attributes of eager operations are encoded by their kind, unknown kinds are not', ({ native }) => {
    const { binding } = native;
    const type = schema.lookupType('AttrValue');
    const decoded = (kind, value) => {
        const bytes = attributeOf(binding, { name: 'a', type: kind, value });
        return bytes === undefined ? undefined : type.toObject(type.decode(bytes), { longs: Number, bytes: Array });
    };
    assert.deepEqual(decoded(binding.TF_ATTR_INT, 70000), { i: 70000 });
    assert.deepEqual(decoded(binding.TF_ATTR_INT, [1, 2]), { list: { i: [1, 2] } });
    assert.deepEqual(decoded(binding.TF_ATTR_FLOAT, 0.5), { f: 0.5 });
    assert.deepEqual(decoded(binding.TF_ATTR_BOOL, true), { b: true });
    assert.deepEqual(decoded(binding.TF_ATTR_STRING, ['a']), { list: { s: [[97]] } });
    assert.deepEqual(decoded(binding.TF_ATTR_SHAPE, [4]), { shape: { dim: [{ size: 4 }] } });
    assert.equal(decoded(binding.TF_ATTR_RESOURCE, 1), undefined);
    assert.equal(decoded(binding.TF_ATTR_INT, 'a'), undefined);
});
testWithTensorFlow('a tensor from outside, or an attribute that cannot be encoded, is an error that names its user', ({ tf, native }) => {
    const before = native.binding;
    const tracer = newTracer(newGraph(), native);
    const outside = tf.tensor1d([1, 2]);
    native.getInputTensorIds([outside]);
    assert.throws(() => tracer.trace(() => tf.tidy(() => tf.square(outside))), {
        code: 'not-traced',
        message: /^Square /,
    });
    const resource = { name: 'odd', type: before.TF_ATTR_RESOURCE, value: 1 };
    assert.throws(() => tracer.trace(() => tf.tidy(() => native.executeSingleOutput('Abs', [resource], [tf.scalar(1)]))));
    assert.equal(native.binding, before, 'the binding is back');
    outside.dispose();
});
testWithTensorFlow('a graph that TensorFlow refuses is an error with its words', ({ native }) => {
    const graph = newGraph();
    graph.add('NoSuchOperation', [], {});
    assert.throws(() => openSession(graph, native), { code: 'graph-refused', message: /NoSuchOperation/ });
});
//# sourceMappingURL=graph.test.js.map