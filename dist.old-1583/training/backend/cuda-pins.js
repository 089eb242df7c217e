const platformTag = 'manylinux2014_x86_64';
/**
 * CUDA 12.5 and cuDNN 9.3 as the extra `and-cuda` of TensorFlow 2.18.1 names them, without what only Python or several
 * cards need. Next to `tensorflow/`, TensorFlow's own run path finds them.
 */
export const cudaPins = [
    {
        package: 'nvidia-cublas-cu12',
        version: '12.5.3.2',
        platformTag,
        sha256: 'ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b',
        wheelBytes: 363_313_169,
        members: [
            { path: 'nvidia/cublas/lib/libcublas.so.12', bytes: 104_128_480 },
            { path: 'nvidia/cublas/lib/libcublasLt.so.12', bytes: 446_820_528 },
        ],
    },
    {
        package: 'nvidia-cuda-cupti-cu12',
        version: '12.5.82',
        platformTag,
        sha256: 'bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953',
        wheelBytes: 13_811_507,
        members: [{ path: 'nvidia/cuda_cupti/lib/libcupti.so.12', bytes: 7_807_144 }],
    },
    {
        package: 'nvidia-cuda-nvcc-cu12',
        version: '12.5.82',
        platformTag,
        sha256: 'b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0',
        wheelBytes: 22_468_537,
        members: [
            { path: 'nvidia/cuda_nvcc/bin/ptxas', bytes: 30_924_560 },
            { path: 'nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc', bytes: 483_796 },
        ],
    },
    {
        package: 'nvidia-cuda-nvrtc-cu12',
        version: '12.5.82',
        platformTag,
        sha256: '3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd',
        wheelBytes: 24_873_108,
        members: [
            { path: 'nvidia/cuda_nvrtc/lib/libnvrtc-builtins.so.12.5', bytes: 5_322_632 },
            { path: 'nvidia/cuda_nvrtc/lib/libnvrtc.so.12', bytes: 62_921_032 },
        ],
    },
    {
        package: 'nvidia-cuda-runtime-cu12',
        version: '12.5.82',
        platformTag,
        sha256: '3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115',
        wheelBytes: 895_707,
        members: [{ path: 'nvidia/cuda_runtime/lib/libcudart.so.12', bytes: 712_032 }],
    },
    {
        package: 'nvidia-cudnn-cu12',
        version: '9.3.0.75',
        platformTag,
        sha256: '9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d',
        wheelBytes: 577_163_502,
        members: [
            { path: 'nvidia/cudnn/lib/libcudnn.so.9', bytes: 108_760 },
            { path: 'nvidia/cudnn/lib/libcudnn_adv.so.9', bytes: 245_380_928 },
            { path: 'nvidia/cudnn/lib/libcudnn_cnn.so.9', bytes: 6_301_232 },
            { path: 'nvidia/cudnn/lib/libcudnn_engines_precompiled.so.9', bytes: 452_999_128 },
            { path: 'nvidia/cudnn/lib/libcudnn_engines_runtime_compiled.so.9', bytes: 12_594_608 },
            { path: 'nvidia/cudnn/lib/libcudnn_graph.so.9', bytes: 4_362_800 },
            { path: 'nvidia/cudnn/lib/libcudnn_heuristic.so.9', bytes: 54_529_720 },
            { path: 'nvidia/cudnn/lib/libcudnn_ops.so.9', bytes: 109_061_784 },
        ],
    },
    {
        package: 'nvidia-cufft-cu12',
        version: '11.2.3.61',
        platformTag,
        sha256: '9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8',
        wheelBytes: 192_524_114,
        members: [{ path: 'nvidia/cufft/lib/libcufft.so.11', bytes: 276_827_776 }],
    },
    {
        package: 'nvidia-cusolver-cu12',
        version: '11.6.3.83',
        platformTag,
        sha256: '93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b',
        wheelBytes: 130_341_232,
        members: [{ path: 'nvidia/cusolver/lib/libcusolver.so.11', bytes: 127_953_480 }],
    },
    {
        package: 'nvidia-cusparse-cu12',
        version: '12.5.1.3',
        platformTag,
        sha256: '016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752',
        wheelBytes: 217_558_979,
        members: [{ path: 'nvidia/cusparse/lib/libcusparse.so.12', bytes: 295_715_544 }],
    },
    {
        package: 'nvidia-nvjitlink-cu12',
        version: '12.5.82',
        platformTag,
        sha256: 'f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212',
        wheelBytes: 21_298_879,
        members: [{ path: 'nvidia/nvjitlink/lib/libnvJitLink.so.12', bytes: 54_560_656 }],
    },
];
//# sourceMappingURL=cuda-pins.js.map