package org.apache.spark.ml.kakehi

import ml.combust.bundle.BundleContext
import ml.combust.bundle.dsl.{Model => BundleModel, Value}
import ml.combust.bundle.op.OpModel
import ml.combust.mleap.bundle.ops.MleapOp
import ml.combust.mleap.core.Model
import ml.combust.mleap.core.types.{NodeShape, ScalarType, StructType}
import ml.combust.mleap.runtime.MleapContext
import ml.combust.mleap.runtime.frame.{FrameBuilder, Transformer}

import scala.util.Try

/** A string indexer of several columns, which MLeap's runtime knows only from 0.23.2 on; attributes as its exporter for Spark ≥ 3 writes them. */
final case class LabelsModel(labels: Seq[Seq[String]], handleInvalid: String) extends Model {
  def inputSchema: StructType = StructType("input" -> ScalarType.String).get
  def outputSchema: StructType = StructType("output" -> ScalarType.Double).get
}

final case class LabelsNode(uid: String, shape: NodeShape, model: LabelsModel) extends Transformer {
  def transform[FB <: FrameBuilder[FB]](builder: FB): Try[FB] = throw new UnsupportedOperationException("only written")
}

final class LabelsOp extends MleapOp[LabelsNode, LabelsModel] {
  val Model: OpModel[MleapContext, LabelsModel] = new OpModel[MleapContext, LabelsModel] {
    val klazz: Class[LabelsModel] = classOf[LabelsModel]
    def opName: String = "string_indexer"
    def store(model: BundleModel, obj: LabelsModel)(implicit context: BundleContext[MleapContext]): BundleModel = {
      val sized = model.withValue("labels_length", Value.int(obj.labels.size))
      obj.labels.zipWithIndex
        .foldLeft(sized) { case (m, (labels, i)) => m.withValue(s"labels_array_$i", Value.stringList(labels)) }
        .withValue("handle_invalid", Value.string(obj.handleInvalid))
    }
    def load(model: BundleModel)(implicit context: BundleContext[MleapContext]): LabelsModel =
      throw new UnsupportedOperationException("only written")
  }
  def model(node: LabelsNode): LabelsModel = node.model
}
