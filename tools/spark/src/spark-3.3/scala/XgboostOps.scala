package org.apache.spark.ml.kakehi

import java.nio.file.Files

import ml.combust.bundle.BundleContext
import ml.combust.bundle.dsl.{Model => BundleModel, Value}
import ml.combust.bundle.op.OpModel
import ml.combust.mleap.bundle.ops.MleapOp
import ml.combust.mleap.core.Model
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.MleapContext
import ml.combust.mleap.runtime.frame.{FrameBuilder, Transformer}

import scala.util.Try

/** XGBoost's models, with the attributes that mleap-xgboost-spark writes. They are only written here. */
sealed trait XgboostModel extends Model {
  def booster: Array[Byte]
  def missing: Float
  def inputSchema: StructType = StructType("features" -> TensorType.Double(4)).get
}

final case class XgboostClassifierModel(classes: Int, features: Int, missing: Float, booster: Array[Byte]) extends XgboostModel {
  def outputSchema: StructType = StructType(
    "raw_prediction" -> TensorType.Double(classes), "probability" -> TensorType.Double(classes), "prediction" -> ScalarType.Double
  ).get
}

final case class XgboostRegressionModel(features: Int, missing: Float, booster: Array[Byte]) extends XgboostModel {
  def outputSchema: StructType = StructType("prediction" -> ScalarType.Double).get
}

final case class XgboostClassifier(uid: String, shape: NodeShape, model: XgboostClassifierModel) extends Transformer {
  def transform[FB <: FrameBuilder[FB]](builder: FB): Try[FB] = throw new UnsupportedOperationException("only written")
}

final case class XgboostRegression(uid: String, shape: NodeShape, model: XgboostRegressionModel) extends Transformer {
  def transform[FB <: FrameBuilder[FB]](builder: FB): Try[FB] = throw new UnsupportedOperationException("only written")
}

final class XgboostClassifierOp extends MleapOp[XgboostClassifier, XgboostClassifierModel] {
  val Model: OpModel[MleapContext, XgboostClassifierModel] = new OpModel[MleapContext, XgboostClassifierModel] {
    val klazz: Class[XgboostClassifierModel] = classOf[XgboostClassifierModel]
    def opName: String = "xgboost.classifier"
    def store(model: BundleModel, obj: XgboostClassifierModel)(implicit context: BundleContext[MleapContext]): BundleModel =
      Xgboost.store(model, obj).withValue("num_features", Value.int(obj.features)).withValue("num_classes", Value.int(obj.classes))
    def load(model: BundleModel)(implicit context: BundleContext[MleapContext]): XgboostClassifierModel =
      throw new UnsupportedOperationException("only written")
  }
  def model(node: XgboostClassifier): XgboostClassifierModel = node.model
}

final class XgboostRegressionOp extends MleapOp[XgboostRegression, XgboostRegressionModel] {
  val Model: OpModel[MleapContext, XgboostRegressionModel] = new OpModel[MleapContext, XgboostRegressionModel] {
    val klazz: Class[XgboostRegressionModel] = classOf[XgboostRegressionModel]
    def opName: String = "xgboost.regression"
    def store(model: BundleModel, obj: XgboostRegressionModel)(implicit context: BundleContext[MleapContext]): BundleModel =
      Xgboost.store(model, obj).withValue("num_features", Value.int(obj.features))
    def load(model: BundleModel)(implicit context: BundleContext[MleapContext]): XgboostRegressionModel =
      throw new UnsupportedOperationException("only written")
  }
  def model(node: XgboostRegression): XgboostRegressionModel = node.model
}

object Xgboost {
  def store(model: BundleModel, obj: XgboostModel)(implicit context: BundleContext[MleapContext]): BundleModel = {
    Files.write(context.file("xgboost.model"), obj.booster)
    model.withValue("tree_limit", Value.int(0))
      .withValue("missing", Value.float(obj.missing))
      .withValue("allow_non_zero_for_missing", Value.boolean(false))
      .withValue("infer_batch_size", Value.int(32 << 10))
      .withValue("use_external_memory", Value.boolean(false))
  }
}
