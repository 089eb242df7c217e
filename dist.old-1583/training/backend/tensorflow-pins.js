import { cudaPins } from './cuda-pins.js';
export const tensorflowVersion = '2.18.1';
/** Folder of TensorFlow's headers inside its wheel. */
export const headerFolder = 'tensorflow/include';
/** The headers that tfjs-node's addon includes, with all that they include. */
const headers = [
    { path: 'tensorflow/include/tensorflow/c/c_api.h', bytes: 84_261 },
    { path: 'tensorflow/include/tensorflow/c/c_api_macros.h', bytes: 1_673 },
    { path: 'tensorflow/include/tensorflow/c/eager/c_api.h', bytes: 23_340 },
    { path: 'tensorflow/include/tensorflow/c/tf_attrtype.h', bytes: 1_186 },
    { path: 'tensorflow/include/tensorflow/c/tf_buffer.h', bytes: 2_043 },
    { path: 'tensorflow/include/tensorflow/c/tf_datatype.h', bytes: 2_579 },
    { path: 'tensorflow/include/tensorflow/c/tf_status.h', bytes: 3_987 },
    { path: 'tensorflow/include/tensorflow/c/tf_tensor.h', bytes: 6_422 },
    { path: 'tensorflow/include/tensorflow/c/tf_tstring.h', bytes: 1_703 },
    { path: 'tensorflow/include/tensorflow/core/platform/ctstring.h', bytes: 845 },
    { path: 'tensorflow/include/tensorflow/core/platform/ctstring_internal.h', bytes: 881 },
    { path: 'tensorflow/include/tsl/platform/ctstring.h', bytes: 6_165 },
    { path: 'tensorflow/include/tsl/platform/ctstring_internal.h', bytes: 13_731 },
    { path: 'tensorflow/include/xla/tsl/c/tsl_status.h', bytes: 3_390 },
];
const tensorflow = {
    version: tensorflowVersion,
    platformTag: 'manylinux2014_x86_64',
    python: { version: '311', abi: 'cp311' },
};
const pins = {
    cpu: [
        {
            ...tensorflow,
            package: 'tensorflow-cpu',
            sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
            wheelBytes: 230_236_181,
            members: [
                { path: 'tensorflow/libtensorflow_cc.so.2', bytes: 632_665_032 },
                { path: 'tensorflow/libtensorflow_framework.so.2', bytes: 49_904_616 },
                ...headers,
            ],
        },
    ],
    gpu: [
        {
            ...tensorflow,
            package: 'tensorflow',
            sha256: 'c9f87e5d2a680a4595f5dc30daf6bbaec9d4129b46d7ef1b2af63c46ac7d2828',
            wheelBytes: 615_510_377,
            members: [
                { path: 'tensorflow/libtensorflow_cc.so.2', bytes: 1_099_333_232 },
                { path: 'tensorflow/libtensorflow_framework.so.2', bytes: 152_421_216 },
                ...headers,
            ],
        },
        ...cudaPins,
    ],
};
/** The wheels that hold TensorFlow's C library for a device; undefined where none is pinned for the platform. */
export function tensorflowPins(device, platform, architecture) {
    return platform === 'linux' && architecture === 'x64' ? pins[device] : undefined;
}
//# sourceMappingURL=tensorflow-pins.js.map