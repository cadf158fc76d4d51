import org.apache.spark.ml.feature._
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types._

import Case._

/** Columns to vectors. */
object Assembling {
  /** A bundle does not hold `handleInvalid`; NaN is kept. */
  private def assembler(inputs: String*) =
    new VectorAssembler("assembler").setInputCols(inputs.toArray).setOutputCol("features").setHandleInvalid("keep")

  private val scalars = Case(
    "vector_assembler", "scalars", assembler("a", "b", "c"),
    frame("a" -> DoubleType, "b" -> DoubleType, "c" -> DoubleType)(Seq(1.0, 2.0, 3.0)),
    frame("a" -> DoubleType, "b" -> DoubleType, "c" -> DoubleType)(
      Seq(1.0, 2.0, 3.0), Seq(0.0, 0.0, 0.0), Seq(0.0, 0.0, 5.0), Seq(-0.0, 1.0, 2.0), Seq(Double.NaN, 1.0, 0.0),
      Seq(Double.PositiveInfinity, 1e300, 5e-324)
    ),
    Seq("features")
  )

  private val nulls = Case(
    "vector_assembler", "nulls", assembler("a", "b").setHandleInvalid("error"),
    frame("a" -> DoubleType, "b" -> DoubleType)(Seq(1.0, 2.0)),
    frame("a" -> DoubleType, "b" -> DoubleType)(Seq(1.0, 2.0), Seq(null, 1.0), Seq(1.0, null)), Seq("features"),
    note = "A bundle does not hold handleInvalid: nulls are refused, as by default in Spark."
  )

  private val types = {
    val fields = Seq("bool" -> BooleanType, "int" -> IntegerType, "long" -> LongType, "float" -> FloatType, "short" -> ShortType, "byte" -> ByteType)
    Case(
      "vector_assembler", "types", assembler(fields.map(_._1): _*),
      frame(fields: _*)(Seq(true, 1, 2L, 3.5f, 4.toShort, 5.toByte)),
      frame(fields: _*)(
        Seq(true, 1, 2L, 3.5f, 4.toShort, 5.toByte), Seq(false, -7, Long.MaxValue, 0.1f, Short.MinValue, Byte.MinValue),
        Seq(false, 0, 0L, 0f, 0.toShort, 0.toByte)
      ),
      Seq("features")
    )
  }

  private val vectors = {
    val fields = Seq("u" -> vector, "x" -> DoubleType, "v" -> vector)
    def hint(name: String, size: Int) = new VectorSizeHint(name).setInputCol(name).setSize(size)
    def sized(frame: DataFrame) = hint("v", 3).transform(hint("u", 2).transform(frame))
    Case(
      "vector_assembler", "vectors", assembler("u", "x", "v"),
      sized(frame(fields: _*)(Seq(dense(1.0, 2.0), 3.0, dense(4.0, 5.0, 6.0)))),
      sized(frame(fields: _*)(
        Seq(dense(1.0, 2.0), 3.0, dense(4.0, 5.0, 6.0)), Seq(sparse(2)(), 0.0, sparse(3)()),
        Seq(sparse(2)(1 -> 2.0), 0.0, dense(0.0, 0.0, 1.0)), Seq(sparse(2)(0 -> 0.0), 1.0, sparse(3)(2 -> -0.0)),
        Seq(dense(Double.NaN, 0.0), 1.0, sparse(3)(0 -> Double.NegativeInfinity))
      )),
      Seq("features")
    )
  }

  val cases: Seq[Case] = Seq(scalars, nulls, types, vectors)
}
