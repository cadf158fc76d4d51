import org.apache.spark.ml.attribute.{Attribute, AttributeGroup, NominalAttribute, NumericAttribute}
import org.apache.spark.ml.feature._
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types._

import Case._

/** Vectors to vectors. */
object VectorCases {
  private val train = column("v", vector)(
    dense(1.0, -2.0, 0.0, 7.0), dense(2.5, 0.1, 0.0, 7.0), dense(-3.0, 100.0, 0.0, 7.0), dense(0.1, 3.3, 0.0, 6.5), dense(1.0, 1.0, 0.0, 2.0)
  )
  private val ordinary = Seq(
    dense(1.0, -2.0, 0.0, 7.0), dense(0.0, 0.0, 0.0, 0.0), dense(-0.0, 3.0, -0.0, -0.0), dense(0.1, 0.2, 0.3, 0.4), sparse(4)(),
    sparse(4)(1 -> 3.3), sparse(4)(0 -> 2.5, 2 -> 1.0, 3 -> 7.0), sparse(4)(0 -> 0.0, 3 -> -2.0)
  )
  private val extreme = Seq(
    dense(1e300, -1e300, 5e-324, 1e-300), dense(Double.NaN, 1.0, Double.NaN, 7.0),
    dense(Double.PositiveInfinity, Double.NegativeInfinity, Double.PositiveInfinity, 7.0), sparse(4)(0 -> Double.NaN, 3 -> 1.0)
  )
  private val all = column("v", vector)(ordinary ++ extreme: _*)

  private def maxAbs = Case("max_abs_scaler", "default", new MaxAbsScaler("scaler").setInputCol("v").setOutputCol("out"), train, all, Seq("out"))

  private def norm(name: String, p: Double) = Case(
    "normalizer", name, new Normalizer("normalizer").setInputCol("v").setOutputCol("out").setP(p), train, all, Seq("out"),
    tolerance = if (p == 3 || p == 2.5) 1e-15 else 0
  )

  private def binarizer(name: String, threshold: Double) = Seq(
    Case("binarizer", name, new Binarizer("binarizer").setInputCol("x").setOutputCol("out").setThreshold(threshold),
      column("x", DoubleType)(1.0), column("x", DoubleType)(edges: _*), Seq("out")),
    Case("binarizer", s"$name-vector", new Binarizer("binarizer").setInputCol("v").setOutputCol("out").setThreshold(threshold), train, all, Seq("out"))
  )

  private val products = Case(
    "elementwise_product", "default",
    new ElementwiseProduct("product").setInputCol("v").setOutputCol("out").setScalingVec(dense(2.0, -0.5, 0.0, 1e10)), train, all, Seq("out")
  )

  private def dct(inverse: Boolean) = Case(
    "dct", if (inverse) "inverse" else "forward", new DCT("dct").setInputCol("v").setOutputCol("out").setInverse(inverse), train,
    column("v", vector)(ordinary: _*), Seq("out"), tolerance = 1e-13
  )

  private def expansion(degree: Int) = Case(
    "polynomial_expansion", degree.toString, new PolynomialExpansion("expansion").setInputCol("v").setOutputCol("out").setDegree(degree),
    column("v", vector)(dense(1.0, 2.0, 3.0)),
    column("v", vector)(
      dense(2.0, 3.0, 5.0), dense(0.0, 0.0, 0.0), dense(0.1, -0.2, 0.3), sparse(3)(), sparse(3)(1 -> 2.0), sparse(3)(0 -> -1.5, 2 -> 4.0),
      dense(1e200, 1e-200, 1.0), dense(Double.NaN, 1.0, Double.PositiveInfinity)
    ),
    Seq("out")
  )

  private val pca = Case("pca", "two", new PCA("pca").setInputCol("v").setOutputCol("out").setK(2), train, column("v", vector)(ordinary: _*), Seq("out"), tolerance = 1e-13)

  private val selector = {
    val labelled = frame("v" -> vector, "label" -> DoubleType)(
      Seq(dense(0.0, 1.0, 2.0, 1.0), 1.0), Seq(dense(1.0, 1.0, 0.0, 0.0), 0.0), Seq(dense(0.0, 1.0, 2.0, 1.0), 1.0), Seq(dense(1.0, 0.0, 1.0, 0.0), 0.0)
    )
    Case("chi_sq_selector", "two",
      new ChiSqSelector("selector").setFeaturesCol("v").setLabelCol("label").setOutputCol("out").setNumTopFeatures(2), labelled, all, Seq("out"))
  }

  private def indexer(handleInvalid: String) = Case(
    "vector_indexer", handleInvalid,
    new VectorIndexer("indexer").setInputCol("v").setOutputCol("out").setMaxCategories(3).setHandleInvalid(handleInvalid),
    column("v", vector)(dense(-1.0, 10.0, 0.0), dense(0.0, 20.0, 5.0), dense(2.0, 30.0, 5.0), dense(2.0, 40.0, 5.0)),
    column("v", vector)(
      dense(-1.0, 10.0, 0.0), dense(0.0, 20.5, 5.0), dense(2.0, -3.0, 5.0), sparse(3)(), sparse(3)(2 -> 5.0), sparse(3)(0 -> 2.0),
      dense(7.0, 1.0, 5.0), dense(0.0, 1.0, 9.0), dense(-0.0, 1.0, 5.0), dense(Double.NaN, 1.0, 5.0), sparse(3)(0 -> 7.0)
    ),
    Seq("out")
  )

  /** Names the elements of the vectors in `column`. */
  private def named(frame: DataFrame, column: String, attributes: Attribute*): DataFrame =
    frame.withColumn(column, frame(column).as(column, new AttributeGroup(column, attributes.toArray).toMetadata()))

  private val slicer = {
    val names = Seq("a", "b", "c", "d").map(n => NumericAttribute.defaultAttr.withName(n): Attribute)
    Seq(
      Case("vector_slicer", "indices", new VectorSlicer("slicer").setInputCol("v").setOutputCol("out").setIndices(Array(3, 0)), train, all, Seq("out")),
      Case("vector_slicer", "names",
        new VectorSlicer("slicer").setInputCol("v").setOutputCol("out").setIndices(Array(2)).setNames(Array("d", "a")), named(train, "v", names: _*),
        named(all, "v", names: _*), Seq("out"))
    )
  }

  private val interactions = {
    val fields = Seq("x" -> DoubleType, "v" -> vector, "w" -> vector)
    val categories: Seq[Attribute] = Seq(NominalAttribute.defaultAttr.withName("k").withNumValues(3), NumericAttribute.defaultAttr.withName("n"))
    val numbers: Seq[Attribute] = Seq("p", "q").map(n => NumericAttribute.defaultAttr.withName(n))
    def attributed(frame: DataFrame) = named(named(frame, "v", categories: _*), "w", numbers: _*)
    Case("interaction", "nominal",
      new Interaction("interaction").setInputCols(Array("x", "v", "w")).setOutputCol("out"),
      attributed(frame(fields: _*)(Seq(1.0, dense(0.0, 1.0), dense(1.0, 2.0)))),
      attributed(frame(fields: _*)(
        Seq(2.0, dense(1.0, 0.5), dense(3.0, -4.0)), Seq(0.0, dense(2.0, 0.5), dense(3.0, 4.0)), Seq(1.5, sparse(2)(), dense(1.0, 1.0)),
        Seq(1.5, sparse(2)(1 -> 2.0), dense(1.0, 1.0)), Seq(1.5, dense(0.0, 7.0), sparse(2)(1 -> 2.0)), Seq(Double.NaN, dense(0.0, 7.0), dense(1.0, 0.0)),
        Seq(1.0, dense(3.0, 1.0), dense(1.0, 1.0)), Seq(1.0, dense(0.5, 1.0), dense(1.0, 1.0)), Seq(1.0, dense(-1.0, 1.0), dense(1.0, 1.0)),
        Seq(null, dense(1.0, 1.0), dense(1.0, 1.0))
      )),
      Seq("out"))
  }

  private val vectorsOnly = {
    def numbers(names: String*): Seq[Attribute] = names.map(n => NumericAttribute.defaultAttr.withName(n))
    def attributed(frame: DataFrame) = named(named(frame, "v", numbers("a", "b"): _*), "w", numbers("c", "d", "e"): _*)
    Case(
      "interaction", "vectors", new Interaction("interaction").setInputCols(Array("v", "w")).setOutputCol("out"),
      attributed(frame("v" -> vector, "w" -> vector)(Seq(dense(1.0, 2.0), dense(3.0, 4.0, 5.0)))),
      attributed(frame("v" -> vector, "w" -> vector)(
        Seq(dense(1.0, 2.0), dense(3.0, 4.0, 5.0)), Seq(dense(0.0, 2.0), dense(3.0, 0.0, 5.0)), Seq(sparse(2)(1 -> 2.0), dense(3.0, 4.0, 5.0)),
        Seq(dense(1.0, 2.0), sparse(3)(2 -> 5.0)), Seq(sparse(2)(), sparse(3)())
      )),
      Seq("out")
    )
  }

  private val hashes = Seq(
    Case("min_hash_lsh", "default", new MinHashLSH("hash").setInputCol("v").setOutputCol("out").setNumHashTables(3).setSeed(7),
      column("v", vector)(sparse(6)(0 -> 1.0, 5 -> 1.0)),
      column("v", vector)(sparse(6)(0 -> 1.0, 5 -> 1.0), sparse(6)(3 -> 1.0), dense(1.0, 0.0, 1.0, 1.0, 0.0, 0.0), dense(0.0, -1.0, 0.0, 0.5, 0.0, 0.0), sparse(6)(), sparse(6)(2 -> 0.0, 4 -> 1.0)),
      Seq("out")),
    Case("bucketed_random_projection_lsh", "default",
      new BucketedRandomProjectionLSH("hash").setInputCol("v").setOutputCol("out").setNumHashTables(3).setBucketLength(0.5).setSeed(7),
      train, column("v", vector)(ordinary: _*), Seq("out"))
  )

  val cases: Seq[Case] =
    Seq(maxAbs, norm("1", 1), norm("2", 2), norm("3", 3), norm("2.5", 2.5), norm("infinity", Double.PositiveInfinity)) ++ binarizer("default", 0) ++
      binarizer("positive", 0.1) ++ binarizer("negative", -1.0) ++
      Seq(products, dct(false), dct(true), expansion(1), expansion(2), expansion(3), pca, selector) ++ Seq("error", "keep", "skip").map(indexer) ++ slicer ++
      Seq(interactions, vectorsOnly) ++ hashes
}
