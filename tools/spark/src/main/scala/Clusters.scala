import org.apache.spark.ml.clustering._
import org.apache.spark.ml.recommendation.ALS
import org.apache.spark.sql.types._

import Case._

/** Clusters, topics and recommendations. */
object Clusters {
  private val ratings = frame("user" -> IntegerType, "item" -> IntegerType, "rating" -> FloatType)(
    Seq[Any](1, 10, 5f), Seq[Any](1, 11, 3f), Seq[Any](2, 10, 4f), Seq[Any](2, 12, 1f), Seq[Any](3, 11, 2f), Seq[Any](3, 12, 5f), Seq[Any](7, 10, 1f)
  )
  private val asked = frame("user" -> IntegerType, "item" -> IntegerType)(
    Seq(1, 10), Seq(1, 12), Seq(2, 11), Seq(7, 12), Seq(3, 10), Seq(99, 10), Seq(1, 99), Seq(-1, -1)
  )
  private val documents = column("features", vector)(
    dense(5.0, 1.0, 0.0, 0.0), dense(4.0, 2.0, 0.0, 1.0), dense(0.0, 0.0, 6.0, 3.0), dense(0.0, 1.0, 5.0, 5.0), dense(1.0, 0.0, 4.0, 4.0)
  )

  val cases: Seq[Case] = Seq(
    Case("k_means", "default", new KMeans("means").setK(4).setSeed(7), Models.real, Models.input, Seq("prediction")),
    Case("bisecting_k_means", "default", new BisectingKMeans("bisecting").setK(5).setSeed(7), Models.real, Models.input, Seq("prediction")),
    Case("gaussian_mixture", "default", new GaussianMixture("mixture").setK(3).setMaxIter(10).setSeed(7), Models.real, Models.finite,
      Seq("probability", "prediction"), tolerance = 1e-9),
    Case("als", "default", new ALS("als").setRank(3).setMaxIter(3).setSeed(7), ratings, asked, Seq("prediction"), tolerance = 1e-6),
    Case("lda_local_model_op", "default", new LDA("topics").setK(2).setMaxIter(5).setSeed(7), documents, documents, Seq("topicDistribution"),
      tolerance = 0.01, note = "Both Spark and MLeap start from random numbers and stop early; the answers are near each other, not equal.")
  )
}
