import org.apache.spark.ml.attribute.{Attribute, AttributeGroup, NominalAttribute, NumericAttribute}
import org.apache.spark.ml.classification._
import org.apache.spark.ml.regression._
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types.DoubleType

import Case._

/** Decision trees and ensembles of them. */
object Trees {
  private val all = Seq("rawPrediction", "probability", "prediction")
  private val alone = Seq("prediction")

  private def tree = new DecisionTreeClassifier("tree").setMaxDepth(4).setSeed(7)
  private def forest = new RandomForestClassifier("forest").setNumTrees(4).setMaxDepth(3).setSeed(7)
  private def boosted = new GBTClassifier("boosted").setMaxIter(4).setMaxDepth(3).setSeed(7)

  private val classifiers = Seq(
    Case("decision_tree_classifier", "two", tree, Models.two, Models.input, all),
    Case("decision_tree_classifier", "three", tree, Models.three, Models.input, all),
    Case("decision_tree_classifier", "thresholds", tree.setThresholds(Array(0.2, 0.9, 0.3)), Models.three, Models.input, all),
    Case("decision_tree_classifier", "prediction-only", tree.setRawPredictionCol("").setProbabilityCol(""), Models.three, Models.input, alone),
    Case("random_forest_classifier", "two", forest, Models.two, Models.input, all),
    Case("random_forest_classifier", "three", forest, Models.three, Models.input, all),
    Case("random_forest_classifier", "thresholds", forest.setThresholds(Array(0.9, 0.1, 0.9)), Models.three, Models.input, all),
    Case("gbt_classifier", "default", boosted, Models.two, Models.input, all, tolerance = 1e-14),
    Case("gbt_classifier", "thresholds", boosted.setThresholds(Array(0.2, 0.8)), Models.two, Models.input, all, tolerance = 1e-14),
    Case("gbt_classifier", "prediction-only", boosted.setRawPredictionCol("").setProbabilityCol(""), Models.two, Models.input, alone)
  )

  private val regressors = Seq(
    Case("decision_tree_regression", "default", new DecisionTreeRegressor("tree").setMaxDepth(4).setSeed(7), Models.real, Models.input, alone),
    Case("random_forest_regression", "default",
      new RandomForestRegressor("forest").setNumTrees(4).setMaxDepth(3).setSeed(7), Models.real, Models.input, alone),
    Case("gbt_regression", "default", new GBTRegressor("boosted").setMaxIter(5).setMaxDepth(3).setSeed(7), Models.real, Models.input, alone, tolerance = 1e-14)
  )

  /** Half of the categories go left, half right: which side are values that are none of them? */
  private val halves = {
    val two = Array[Attribute](NumericAttribute.defaultAttr, NominalAttribute.defaultAttr.withNumValues(4))
    def sized(rows: DataFrame) = rows.withColumn("features", rows("features").as("features", new AttributeGroup("features", two).toMetadata()))
    val train = for (i <- 0 until 40) yield Seq(dense(i * 0.1, i % 4), if (i % 4 == 1 || i % 4 == 2) 1.0 else 0.0)
    val asked = Seq(0.0, 1.0, 2.0, 3.0, 4.0, 7.0, -1.0, 1.5, Double.NaN, Double.PositiveInfinity).map(c => dense(1.0, c))
    Case("decision_tree_classifier", "half-the-categories", tree, sized(frame("features" -> vector, "label" -> DoubleType)(train: _*)),
      sized(column("features", vector)(asked: _*)), all)
  }

  val cases: Seq[Case] = (classifiers :+ halves) ++ regressors
}
