package ai.djl.pytorch.jni;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A loaded TorchScript module whose methods Java calls by name.
 *
 * <p>It lives in DJL's package because only there {@code moduleRunMethod} can be called with
 * autograd on: DJL's own callers force inference mode. Every method takes tensors, lists of
 * tensors, integers, floats, texts or lists of integers, and returns a list of tensors. Whoever
 * passes an {@link NDManager} closes the results with it.
 */
public final class TorchProgram implements AutoCloseable {
  private final long handle;

  private TorchProgram(long handle) {
    this.handle = handle;
  }

  /**
   * Loads an archive. TorchScript has no parameters here, so that the device only decides where
   * constants would live.
   */
  public static TorchProgram load(InputStream archive, Device device) throws IOException {
    return new TorchProgram(JniUtils.loadModuleHandle(archive, device, false, false));
  }

  /**
   * Prepares the calling thread: no shape-specialising executor, and no gradients outside a
   * training step.
   */
  public static void prepareThread() {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  /**
   * Calls a method.
   *
   * @param results owns the returned tensors
   */
  public NDList run(NDManager results, String method, Object... arguments) {
    List<IValue> values = new ArrayList<>(arguments.length);
    try {
      long[] handles = new long[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        IValue value = value(arguments[i]);
        values.add(value);
        handles[i] = value.getHandle();
      }
      try (IValue result =
          new IValue(PyTorchLibrary.LIB.moduleRunMethod(handle, method, handles, true, false))) {
        return result.toNDList((PtNDManager) results);
      }
    } finally {
      JniUtils.setGradMode(false);
      values.forEach(IValue::close);
    }
  }

  private static IValue value(Object argument) {
    if (argument instanceof PtNDArray tensor) {
      return IValue.from(tensor);
    }
    if (argument instanceof List<?> tensors) {
      return IValue.listFrom(
          tensors.stream().map(t -> (PtNDArray) (NDArray) t).toArray(PtNDArray[]::new));
    }
    if (argument instanceof long[] integers) {
      return IValue.listFrom(integers);
    }
    if (argument instanceof double[] numbers) {
      return IValue.listFrom(numbers);
    }
    if (argument instanceof Integer || argument instanceof Long) {
      return IValue.from(((Number) argument).longValue());
    }
    if (argument instanceof Float || argument instanceof Double) {
      return IValue.from(((Number) argument).doubleValue());
    }
    if (argument instanceof Boolean truth) {
      return IValue.from((boolean) truth);
    }
    if (argument instanceof String text) {
      return IValue.from(text);
    }
    throw new IllegalArgumentException("TorchScript takes no " + argument.getClass().getName());
  }

  @Override
  public void close() {
    PyTorchLibrary.LIB.torchDeleteModule(handle);
  }
}
