import org.apache.spark.ml.Pipeline
import org.apache.spark.ml.attribute.NominalAttribute
import org.apache.spark.ml.feature._
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types._

import Case._

/** Categories to numbers and back. */
object Indexing {
  private val colours = Seq("red", "green", "red", "blue", "", "green", "red", "été", "日本", "a b")
  private val seen = column("colour", StringType)(colours: _*)
  /** Without the empty label, which Spark's encoder refuses to name. */
  private val named = seen.where("colour != ''")
  private val mixed = column("colour", StringType)(colours.distinct ++ Seq("Red", " red", "grün", "🎋", null, "null"): _*)

  private def indexer(handleInvalid: String) =
    new StringIndexer("indexer").setInputCol("colour").setOutputCol("index").setHandleInvalid(handleInvalid)

  private val strings = Seq("error", "keep", "skip").map { h =>
    Case("string_indexer", h, indexer(h), seen, mixed, Seq("index"))
  }

  private def typed(name: String, dataType: DataType, train: Seq[Any], input: Seq[Any]) =
    Case(
      "string_indexer", s"of-$name",
      new StringIndexer("indexer").setInputCol("value").setOutputCol("index").setHandleInvalid("keep"),
      column("value", dataType)(train: _*), column("value", dataType)(input: _*), Seq("index")
    )

  private val numbers = Seq(
    typed("double", DoubleType, Seq(1.0, 1.0, 0.1, 1e7, 1e-5, -0.0, 1234567.0, 1e22), Seq(1.0, 0.1, 1e7, 1e-5, 0.0, -0.0, 1234567.0, 1e22, 2.0, Double.NaN, Double.PositiveInfinity, null)),
    typed("float", FloatType, Seq(1.5f, 1.5f, 0.1f, 1e10f), Seq(1.5f, 0.1f, 1e10f, 0.3f, null)),
    typed("int", IntegerType, Seq(7, 7, -3, 0), Seq(7, -3, 0, 1, Int.MaxValue, null)),
    typed("long", LongType, Seq(Long.MaxValue, Long.MaxValue, 5L, 0L), Seq(Long.MaxValue, Long.MaxValue - 1, 5L, 0L, null))
  )

  private val back = {
    val labels = Array("red", "", "été", "日本")
    val stage = new IndexToString("back").setInputCol("index").setOutputCol("colour").setLabels(labels)
    Seq(
      Case("reverse_string_indexer", "labels", stage, column("index", DoubleType)(0.0, 1.0),
        column("index", DoubleType)(0.0, 1.0, 2.0, 3.0, 2.7, -0.0, -0.5, 4.0, -1.0, Double.NaN, 1e10, null), Seq("colour"))
    )
  }

  /** Says that the columns hold indices below `size`, as an indexer before would. */
  private def nominal(frame: DataFrame, size: (String, Int)*): DataFrame = size.foldLeft(frame) { case (f, (name, n)) =>
    f.withColumn(name, f(name).as(name, NominalAttribute.defaultAttr.withName(name).withNumValues(n).toMetadata()))
  }

  private def encoder(handleInvalid: String, dropLast: Boolean) =
    new Era.OneHot("encoder").setInputCols(Array("a", "b")).setOutputCols(Array("a_vec", "b_vec"))
      .setHandleInvalid(handleInvalid).setDropLast(dropLast)

  private val encoders = for (h <- Seq("error", "keep"); drop <- Seq(true, false)) yield Case(
    "one_hot_encoder", s"$h-${if (drop) "drop-last" else "all"}", encoder(h, drop),
    nominal(frame("a" -> DoubleType, "b" -> DoubleType)(Seq(0.0, 0.0), Seq(1.0, 1.0), Seq(2.0, 0.0)), "a" -> 3, "b" -> 2),
    frame("a" -> DoubleType, "b" -> DoubleType)(
      Seq(0.0, 0.0), Seq(1.0, 1.0), Seq(2.0, 0.0), Seq(-0.0, 1.0), Seq(3.0, 0.0), Seq(0.0, 2.0), Seq(-1.0, 0.0), Seq(0.5, 0.0),
      Seq(Double.NaN, 0.0), Seq(Double.PositiveInfinity, 0.0), Seq(1e10, 1.0), Seq(null, 0.0)
    ),
    Seq("a_vec", "b_vec")
  )

  private val oneColumn = Case(
    "one_hot_encoder", "one-column",
    new Era.OneHot("encoder").setInputCols(Array("a")).setOutputCols(Array("a_vec")),
    nominal(column("a", DoubleType)(0.0, 1.0, 2.0), "a" -> 3), column("a", DoubleType)(0.0, 1.0, 2.0, 3.0), Seq("a_vec")
  )

  private val indexThenEncode = Seq("error", "keep").map { h =>
    Case("pipeline", s"index-and-encode-$h",
      new Pipeline("pipeline").setStages(Array(
        indexer(h), new Era.OneHot("encoder").setInputCols(Array("index")).setOutputCols(Array("vec")).setHandleInvalid(h)
      )),
      named, mixed, Seq("index", "vec"))
  }

  private val nested = {
    val inner = new Pipeline("inner").setStages(Array(indexer("keep")))
    val encode = new Era.OneHot("encoder").setInputCols(Array("index")).setOutputCols(Array("vec"))
    val outer = new Pipeline("outer").setStages(Array(
      new Pipeline("middle").setStages(Array(inner, encode)),
      new VectorAssembler("assembler").setInputCols(Array("vec", "index")).setOutputCol("features")
    ))
    Case("pipeline", "nested", outer, named, mixed, Seq("index", "vec", "features"))
  }

  val cases: Seq[Case] = strings ++ numbers ++ back ++ encoders ++ Seq(oneColumn) ++ indexThenEncode :+ nested
}
