/** Added to the gradient's norm before the division that clips. PyTorch's `clip_grad_norm_`. */
export const clipEpsilon = 1e-6;
