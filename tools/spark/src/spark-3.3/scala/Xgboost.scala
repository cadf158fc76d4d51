import ml.dmlc.xgboost4j.scala.spark.{XGBoostClassifier, XGBoostRegressor}
import org.apache.spark.ml.linalg.{DenseVector, Vector}
import org.apache.spark.sql.functions.udf

/** XGBoost's own stages for Spark. */
object Xgboost {
  private val all = Seq("rawPrediction", "probability", "prediction")

  private def parameters(objective: String): Map[String, Any] =
    Map("objective" -> objective, "num_round" -> 5, "max_depth" -> 3, "num_workers" -> 1, "nthread" -> 1, "seed" -> 7)

  private def classifier(objective: String, classes: Option[Int]) = new XGBoostClassifier("boosted", parameters(objective) ++ classes.map("num_class" -> _))
    .setFeaturesCol("features").setLabelCol("label")

  private val denseOnly = {
    val isDense = udf((v: Vector) => v.isInstanceOf[DenseVector])
    Models.small.where(isDense(Models.small("features")))
  }

  val cases: Seq[Case] = Seq(
    Case("xgboost.classifier", "two", classifier("binary:logistic", None), Models.two, denseOnly, all),
    Case("xgboost.classifier", "three", classifier("multi:softprob", Some(3)), Models.three, denseOnly, all, tolerance = 1e-6),
    Case("xgboost.regression", "default",
      new XGBoostRegressor("boosted", parameters("reg:squarederror")).setFeaturesCol("features").setLabelCol("label"), Models.real, denseOnly, Seq("prediction")),
    Case("xgboost.classifier", "zero-missing", classifier("binary:logistic", None).setMissing(0), Models.two, Models.small, all,
      note = "XGBoost takes sparse vectors only where 0 stands for what is missing.")
  )
}
