package org.apache.spark.ml.kakehi

import ml.combust.mleap.core.classification.{ClassificationModel => Classifying}
import ml.combust.mleap.core.regression.GeneralizedLinearRegressionModel.{Family, FamilyAndLink, Link}
import ml.combust.mleap.core.types._
import ml.combust.mleap.core.{classification, clustering, recommendation, regression}
import ml.combust.mleap.runtime.frame.{Transformer => Node}
import ml.combust.mleap.runtime.transformer.{classification => classifiers, clustering => clusterers, recommendation => recommenders, regression => regressors}
import ml.dmlc.xgboost4j.scala.spark.{XGBoostClassificationModel, XGBoostRegressionModel}
import org.apache.spark.ml.Transformer
import org.apache.spark.ml.classification._
import org.apache.spark.ml.clustering._
import org.apache.spark.ml.recommendation.ALSModel
import org.apache.spark.ml.regression._
import org.apache.spark.ml.stat.distribution.MultivariateGaussian
import org.apache.spark.sql.DataFrame

object ExportModels extends PartialFunction[(Transformer, DataFrame), Node] {
  def isDefinedAt(of: (Transformer, DataFrame)): Boolean = export.isDefinedAt(of)
  def apply(of: (Transformer, DataFrame)): Node = export(of)

  private val export: PartialFunction[(Transformer, DataFrame), Node] = {
    case (m: XGBoostClassificationModel, _) =>
      val shape = NodeShape.probabilisticClassifier(m.getFeaturesCol, m.getPredictionCol, named(m.getRawPredictionCol), named(m.getProbabilityCol))
      XgboostClassifier(m.uid, shape, XgboostClassifierModel(m.numClasses, 4, m.getMissing, boosterOf(m.nativeBooster)))
    case (m: XGBoostRegressionModel, _) =>
      XgboostRegression(m.uid, NodeShape.regression(m.getFeaturesCol, m.getPredictionCol), XgboostRegressionModel(4, m.getMissing, boosterOf(m.nativeBooster)))
    case (m: OneVsRestModel, _) =>
      val shape = NodeShape().withInput("features", m.getFeaturesCol).withOutput("raw_prediction", m.getRawPredictionCol)
        .withOutput("prediction", m.getPredictionCol)
      val models = m.models.map(sub => classifier(sub.asInstanceOf[ClassificationModel[_, _]]))
      classifiers.OneVsRest(m.uid, shape, classification.OneVsRestModel(models, m.models.head.asInstanceOf[ClassificationModel[_, _]].numFeatures))
    case (m: LinearSVCModel, _) =>
      val shape = NodeShape.basicClassifier(m.getFeaturesCol, m.getPredictionCol).withOutput("raw_prediction", m.getRawPredictionCol)
      classifiers.LinearSVC(m.uid, shape, classifier(m).asInstanceOf[classification.LinearSVCModel])
    case (m: ProbabilisticClassificationModel[_, _], _) =>
      val shape = NodeShape.probabilisticClassifier(m.getFeaturesCol, m.getPredictionCol, named(m.getRawPredictionCol), named(m.getProbabilityCol))
      classifier(m) match {
        case c: classification.LogisticRegressionModel             => classifiers.LogisticRegression(m.uid, shape, c)
        case c: classification.NaiveBayesModel                     => classifiers.NaiveBayesClassifier(m.uid, shape, c)
        case c: classification.MultiLayerPerceptronClassifierModel => classifiers.MultiLayerPerceptronClassifier(m.uid, shape, c)
        case c: classification.DecisionTreeClassifierModel         => classifiers.DecisionTreeClassifier(m.uid, shape, c)
        case c: classification.RandomForestClassifierModel         => classifiers.RandomForestClassifier(m.uid, shape, c)
        case c: classification.GBTClassifierModel                  => classifiers.GBTClassifier(m.uid, shape, c)
      }
    case (m: LinearRegressionModel, _) =>
      regressors.LinearRegression(m.uid, shape(m), regression.LinearRegressionModel(m.coefficients, m.intercept))
    case (m: GeneralizedLinearRegressionModel, _) =>
      val link = new FamilyAndLink(Family.fromName(m.getFamily), Link.fromName(m.getLink))
      regressors.GeneralizedLinearRegression(m.uid, shape(m).withOutput("link_prediction", m.getLinkPredictionCol),
        regression.GeneralizedLinearRegressionModel(m.coefficients, m.intercept, link))
    case (m: DecisionTreeRegressionModel, _) => regressors.DecisionTreeRegression(m.uid, shape(m), tree(m))
    case (m: RandomForestRegressionModel, _) =>
      regressors.RandomForestRegression(m.uid, shape(m), regression.RandomForestRegressionModel(m.trees.map(tree), m.treeWeights, m.numFeatures))
    case (m: GBTRegressionModel, _) =>
      regressors.GBTRegression(m.uid, shape(m), regression.GBTRegressionModel(m.trees.map(tree), m.treeWeights, m.numFeatures))
    case (m: IsotonicRegressionModel, frame) =>
      val feature = if (Export.shapeOf(m.getFeaturesCol, frame).isTensor) Some(m.getFeatureIndex) else None
      regressors.IsotonicRegression(m.uid, NodeShape.regression(m.getFeaturesCol, m.getPredictionCol),
        regression.IsotonicRegressionModel(m.boundaries.toArray, m.predictions.toArray.toSeq, m.getIsotonic, feature))
    case (m: AFTSurvivalRegressionModel, _) =>
      val plain = NodeShape.regression(m.getFeaturesCol, m.getPredictionCol)
      val shape = if (m.isSet(m.quantilesCol)) plain.withOutput("quantiles", m.getQuantilesCol) else plain
      regressors.AFTSurvivalRegression(m.uid, shape, regression.AFTSurvivalRegressionModel(m.coefficients, m.intercept, m.getQuantileProbabilities, m.scale))
    case (m: KMeansModel, _) =>
      clusterers.KMeans(m.uid, NodeShape.basicCluster(m.getFeaturesCol, m.getPredictionCol),
        clustering.KMeansModel(m.clusterCenters.toSeq, m.clusterCenters.head.size))
    case (m: GaussianMixtureModel, _) =>
      val shape = NodeShape.probabilisticCluster(m.getFeaturesCol, m.getPredictionCol, named(m.getProbabilityCol))
      clusterers.GaussianMixture(m.uid, shape,
        clustering.GaussianMixtureModel(m.gaussians.map(g => new MultivariateGaussian(g.mean, g.cov)), m.weights))
    case (m: ALSModel, _) =>
      def factors(frame: DataFrame) = frame.collect().map(r => r.getInt(0) -> r.getSeq[Float](1).toArray).toMap
      val shape = NodeShape().withInput("user", m.getUserCol).withInput("item", m.getItemCol).withOutput("prediction", m.getPredictionCol)
      recommenders.ALS(m.uid, shape, recommendation.ALSModel(m.rank, factors(m.userFactors), factors(m.itemFactors)))
  }

  private def boosterOf(booster: ml.dmlc.xgboost4j.scala.Booster): Array[Byte] = {
    val out = new java.io.ByteArrayOutputStream()
    booster.saveModel(out)
    out.toByteArray
  }

  private def classifier(model: ClassificationModel[_, _]): Classifying = model match {
    case m: LogisticRegressionModel if m.numClasses == 2 && m.coefficientMatrix.numRows == 1 =>
      classification.LogisticRegressionModel(classification.BinaryLogisticRegressionModel(m.coefficients, m.intercept, m.getThreshold))
    case m: LogisticRegressionModel =>
      classification.LogisticRegressionModel(
        classification.ProbabilisticLogisticsRegressionModel(m.coefficientMatrix, m.interceptVector, m.get(m.thresholds)))
    case m: LinearSVCModel => classification.LinearSVCModel(m.coefficients, m.intercept, m.getThreshold)
    case m: NaiveBayesModel =>
      classification.NaiveBayesModel(m.numFeatures, m.numClasses, m.pi, m.theta, classification.NaiveBayesModel.forName(m.getModelType), m.get(m.thresholds))
    case m: MultilayerPerceptronClassificationModel =>
      classification.MultiLayerPerceptronClassifierModel(m.getLayers.toSeq, m.weights, m.get(m.thresholds))
    case m: DecisionTreeClassificationModel => tree(m, m.get(m.thresholds))
    case m: RandomForestClassificationModel =>
      classification.RandomForestClassifierModel(m.trees.map(tree(_, None)), m.treeWeights, m.numFeatures, m.numClasses, m.get(m.thresholds))
    case m: GBTClassificationModel =>
      classification.GBTClassifierModel(m.trees.map(tree), m.treeWeights, m.numFeatures, m.get(m.thresholds))
  }

  private def tree(m: DecisionTreeClassificationModel, thresholds: Option[Array[Double]]) =
    classification.DecisionTreeClassifierModel(Private.node(m.rootNode, Private.counts), m.numFeatures, m.numClasses, thresholds)

  private def tree(m: DecisionTreeRegressionModel) =
    regression.DecisionTreeRegressionModel(Private.node(m.rootNode, Private.prediction), m.numFeatures)

  private def shape(m: RegressionModel[_, _]): NodeShape = NodeShape.regression(m.getFeaturesCol, m.getPredictionCol)

  private def named(column: String): Option[String] = Some(column).filter(_.nonEmpty)
}
