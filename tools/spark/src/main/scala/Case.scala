import org.apache.spark.ml.{Estimator, PipelineStage, Transformer}
import org.apache.spark.ml.linalg.{SQLDataTypes, Vector, Vectors}
import org.apache.spark.sql.{DataFrame, Row, SparkSession}
import org.apache.spark.sql.types._

/**
 * One fixture: `stage` fitted on `train`, run on `input`.
 *
 * @param train also tells the exporter the columns' sizes and labels, so every row of it must pass the stage
 * @param tolerance relative, for what is computed by transcendental functions; 0 means the same bits
 */
final case class Case(
    op: String,
    name: String,
    stage: PipelineStage,
    train: DataFrame,
    input: DataFrame,
    outputs: Seq[String],
    tolerance: Double = 0,
    note: String = ""
) {
  def id: String = s"$op-$name"

  lazy val model: Transformer = stage match {
    case e: Estimator[_] => e.fit(train).asInstanceOf[Transformer]
    case t: Transformer  => t
  }
}

object Case {
  lazy val spark: SparkSession = SparkSession
    .builder()
    .master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.default.parallelism", "1")
    .getOrCreate()

  val vector: DataType = SQLDataTypes.VectorType

  def frame(fields: (String, DataType)*)(rows: Seq[Any]*): DataFrame = {
    val schema = StructType(fields.map { case (name, dataType) => StructField(name, dataType) })
    spark.createDataFrame(spark.sparkContext.parallelize(rows.map(Row.fromSeq(_)), 1), schema)
  }

  def column(name: String, dataType: DataType)(values: Any*): DataFrame =
    frame(name -> dataType)(values.map(Seq(_)): _*)

  def dense(values: Double*): Vector = Vectors.dense(values.toArray)

  def sparse(size: Int)(entries: (Int, Double)*): Vector = Vectors.sparse(size, entries)

  /** Doubles at the edges of what a column can hold. */
  val edges: Seq[Any] = Seq(
    0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e300, Double.MinPositiveValue, Double.MaxValue, Double.NaN,
    Double.PositiveInfinity, Double.NegativeInfinity, null
  )
}
