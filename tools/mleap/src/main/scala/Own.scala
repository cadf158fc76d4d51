import ml.combust.mleap.core.classification._
import ml.combust.mleap.core.feature._
import ml.combust.mleap.core.sklearn.PolynomialFeaturesModel
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.frame.{Row, Transformer}
import ml.combust.mleap.runtime.transformer.classification.{OneVsRest, SupportVectorMachine}
import ml.combust.mleap.runtime.transformer.feature._
import ml.combust.mleap.runtime.transformer.sklearn.PolynomialFeatures
import ml.combust.mleap.tensor.{DenseTensor, Tensor}
import org.apache.spark.ml.linalg.Vectors

/** A fixture of an op that MLeap has and Spark has not. */
final case class Own(
    op: String, name: String, transformer: Transformer, fields: Seq[StructField], rows: Seq[Row], tolerance: Double = 0
)

object Own {
  private val doubles = Seq(
    0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 0.1, 100.0, 1e300, Double.MinPositiveValue, Double.NaN, Double.PositiveInfinity, Double.NegativeInfinity
  )
  private val one = NodeShape().withStandardInput("x").withStandardOutput("out")

  private def scalar(name: String, base: BasicType) = StructField(name, ScalarType(base, isNullable = true))
  private def vector(values: Double*): Tensor[Double] = DenseTensor(values.toArray, Seq(values.size))

  private val unary = UnaryOperation.forName.toSeq.sortBy(_._1).filter(_._1 != "logit").map { case (name, operation) =>
    Own("math_unary", name, MathUnary("math", one, MathUnaryModel(operation)), Seq(scalar("x", BasicType.Double)), doubles.map(Row(_)), 1e-15)
  } :+ Own("math_unary", "logit", MathUnary("math", one, MathUnaryModel(UnaryOperation.forName("logit"))),
    Seq(scalar("x", BasicType.Double)), Seq(0.5, 0.1, 0.999).map(Row(_)), 1e-14)

  private val pairs = for (a <- Seq(0.0, -0.0, 7.5, -7.5, 2.0, Double.NaN, Double.PositiveInfinity); b <- Seq(0.0, -0.0, 2.0, -3.0, Double.NaN, Double.NegativeInfinity)) yield Row(a, b)

  private val binary = BinaryOperation.forName.toSeq.sortBy(_._1).map { case (name, operation) =>
    val shape = NodeShape().withInput("input_a", "a").withInput("input_b", "b").withStandardOutput("out")
    Own("math_binary", name, MathBinary("math", shape, MathBinaryModel(operation, None, None)),
      Seq(scalar("a", BasicType.Double), scalar("b", BasicType.Double)), pairs, 1e-15)
  } :+ Own("math_binary", "default", MathBinary("math", NodeShape().withInput("input_a", "a").withStandardOutput("out"),
    MathBinaryModel(BinaryOperation.forName("sub"), None, Some(2.5))), Seq(scalar("a", BasicType.Double)), doubles.map(Row(_)))

  private val words = Seq("red", "", "été", "Red", "日本").map(Row(_))
  private val labels = Map("red" -> 1.5, "" -> -2.0, "été" -> 1e300)

  private val maps = Seq(
    Own("string_map", "error", StringMap("map", one, StringMapModel(labels, HandleInvalid.Error, 0)), Seq(scalar("x", BasicType.String)), words),
    Own("string_map", "keep", StringMap("map", one, StringMapModel(labels, HandleInvalid.Keep, 7.5)), Seq(scalar("x", BasicType.String)), words),
    Own("map_entry_selector", "double", MapEntrySelector[String, Double]("selector", NodeShape().withStandardInput("m").withInput("key", "k").withStandardOutput("out"),
      MapEntrySelectorModel[String, Double](42.5)),
      Seq(StructField("m", MapType(BasicType.String, BasicType.Double, isNullable = true)), scalar("k", BasicType.String)),
      Seq(Row(Map("a" -> 1.0, "été" -> 2.5), "été"), Row(Map("a" -> 1.0), "b"), Row(Map(), "a"))),
    Own("regex_indexer", "default", RegexIndexer("indexer", one, RegexIndexerModel(Seq("^a+$".r -> 3, "\\d".r -> 1, "(?i)x".r -> 0), Some(9))),
      Seq(scalar("x", BasicType.String)), Seq("aaa", "a1", "", "zX", "none", "é1").map(Row(_))),
    Own("regex_indexer", "error", RegexIndexer("indexer", one, RegexIndexerModel(Seq("a".r -> 3), None)),
      Seq(scalar("x", BasicType.String)), Seq("bab", "b").map(Row(_)))
  )

  private val coalesce = Own("coalesce", "doubles",
    Coalesce("coalesce", NodeShape().withInput("input0", "a").withInput("input1", "b").withStandardOutput("out"), CoalesceModel(Seq(true, true))),
    Seq(scalar("a", BasicType.Double), scalar("b", BasicType.Double)),
    Seq(Row(1.0, 2.0), Row(null, 2.0), Row(1.0, null), Row(null, null), Row(Double.NaN, 2.0)))

  private val rest = {
    val models = Seq(Vectors.dense(1.0, -1.0), Vectors.dense(-0.5, 2.0), Vectors.dense(0.0, 0.25))
      .map(w => LogisticRegressionModel(BinaryLogisticRegressionModel(w, 0.1, 0.5)): ClassificationModel).toArray
    Own("one_vs_rest", "probability",
      OneVsRest("rest", NodeShape().withInput("features", "v").withOutput("probability", "p").withOutput("prediction", "prediction"), OneVsRestModel(models, 2)),
      Seq(StructField("v", TensorType(BasicType.Double, None, isNullable = true))),
      Seq(Row(vector(1.0, 2.0)), Row(vector(0.0, 0.0)), Row(vector(5.0, -3.0)), Row(vector(-1.0, 0.1))), 1e-15)
  }

  private val others = Seq(
    Own("word_filter", "default", WordLengthFilter("filter", one, WordLengthFilterModel(3)), Seq(StructField("x", ListType(BasicType.String, isNullable = true))),
      Seq(Row(Seq("abc", "abcd", "été!", "étés", "", "日本語字", "a1b2")), Row(Seq()))),
    Own("multinomial_labeler", "default",
      MultinomialLabeler("labeler", NodeShape().withInput("features", "v").withOutput("probabilities", "p").withOutput("labels", "l"),
        MultinomialLabelerModel(0.3, ReverseStringIndexerModel(Seq("a", "b", "c")))),
      Seq(StructField("v", TensorType(BasicType.Double, None, isNullable = true))),
      Seq(Row(vector(0.3, 0.29, 0.9)), Row(vector(0.0, 0.0, 0.0)), Row(vector(Double.NaN, 1.0, 0.1)))),
    Own("support_vector_machine", "default",
      SupportVectorMachine("svm", NodeShape.probabilisticClassifier("v", "prediction", Some("raw"), Some("probability")),
        SupportVectorMachineModel(Vectors.dense(0.5, -1.0, 2.0), 0.25, None)),
      Seq(StructField("v", TensorType(BasicType.Double, None, isNullable = true))),
      Seq(Row(vector(1.0, 2.0, 3.0)), Row(vector(0.0, 0.0, 0.0)), Row(vector(-3.0, 1.0, 0.5)))),
    Own("sklearn_polynomial_expansion", "default",
      PolynomialFeatures("features", NodeShape().withStandardInput("v").withStandardOutput("out"), PolynomialFeaturesModel("[x0,x1,x0^2,x0 x1,x1^2,x0^2 x1]")),
      Seq(StructField("v", TensorType(BasicType.Double, None, isNullable = true))), Seq(Row(vector(2.0, 3.0)), Row(vector(0.0, -1.5)), Row(vector(0.1, 1e200))))
  )

  val cases: Seq[Own] = unary ++ binary ++ maps ++ Seq(coalesce, rest) ++ others
}
