package kakehi;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ml.combust.mleap.core.types.StructField;
import ml.combust.mleap.core.types.StructType;
import ml.combust.mleap.runtime.frame.DefaultLeapFrame;
import ml.combust.mleap.runtime.frame.Row;
import ml.combust.mleap.runtime.frame.RowTransformer;
import ml.combust.mleap.runtime.frame.Transformer;
import ml.combust.mleap.runtime.javadsl.BundleBuilder;
import ml.combust.mleap.runtime.javadsl.ContextBuilder;
import ml.combust.mleap.runtime.javadsl.LeapFrameBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** MLeap's default transformer (a frame) and its row transformer, one row and many, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class MleapBenchmark {
  static final int ROWS = 10_000;

  /** A folder with a bundle and `rows.tsv`: types, names, then rows. */
  @Param({""})
  public String folder;

  private Transformer transformer;
  private StructType schema;
  private List<Row> rows;
  private DefaultLeapFrame frame;
  private RowTransformer rowTransformer;
  private int next;

  @Setup
  public void load() throws Exception {
    var context = new ContextBuilder().createMleapContext();
    transformer = (Transformer) new BundleBuilder().load(new File(folder), context).root();
    var builder = new LeapFrameBuilder();
    var lines = Files.readAllLines(Path.of(folder, "rows.tsv"));
    var types = lines.get(0).split("\t");
    var names = lines.get(1).split("\t");
    var fields = new ArrayList<StructField>();
    for (int i = 0; i < names.length; i++) {
      fields.add(builder.createField(names[i], types[i].equals("string") ? builder.createString() : builder.createDouble()));
    }
    schema = builder.createSchema(fields);
    rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      var cells = lines.get(2 + r % (lines.size() - 2)).split("\t");
      var values = new ArrayList<Object>();
      for (int i = 0; i < cells.length; i++) {
        values.add(types[i].equals("string") ? cells[i] : (Object) Double.valueOf(cells[i]));
      }
      rows.add(builder.createRowFromIterable(values));
    }
    frame = builder.createFrame(schema, rows);
    rowTransformer = (RowTransformer) transformer.transform(RowTransformer.apply(schema)).get();
  }

  @Benchmark
  public Object oneRowOfFrame() {
    next = (next + 1) % ROWS;
    var one = new DefaultLeapFrame(schema, List.of(rows.get(next)));
    return ((DefaultLeapFrame) transformer.transform(one).get()).dataset().head();
  }

  @Benchmark
  public Object oneRowOfRowTransformer() {
    next = (next + 1) % ROWS;
    return rowTransformer.transform(rows.get(next));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Object manyRowsOfFrame() {
    return ((DefaultLeapFrame) transformer.transform(frame).get()).dataset().last();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void manyRowsOfRowTransformer(Blackhole hole) {
    for (Row row : rows) hole.consume(rowTransformer.transform(row));
  }
}
