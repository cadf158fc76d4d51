import java.io.File

import ml.combust.bundle.BundleFile
import ml.combust.bundle.serializer.SerializationFormat
import ml.combust.mleap.runtime.MleapContext
import ml.combust.mleap.runtime.MleapSupport._
import org.apache.spark.ml.kakehi.{Export, LabelsOp, XgboostClassifierOp, XgboostRegressionOp}
import org.apache.spark.ml.Transformer
import org.apache.spark.ml.feature.OneHotEncoder
import org.apache.spark.sql.DataFrame

/** Spark 3.3; the fitted parameters go into MLeap's own models, and MLeap's runtime writes the bundle. */
object Era {
  type OneHot = OneHotEncoder

  /** Spark does not show what is inside these two. */
  private val closed = Set("bisecting_k_means", "lda_local_model_op")

  lazy val cases: Seq[Case] = Shared.cases.filterNot(c => closed(c.op)) ++ Newer.cases ++ Xgboost.cases

  private implicit val context: MleapContext =
    MleapContext(MleapContext.defaultContext.bundleRegistry.register(new LabelsOp).register(new XgboostClassifierOp).register(new XgboostRegressionOp))

  def save(model: Transformer, transformed: DataFrame, folder: File, format: SerializationFormat): Unit = {
    val file = BundleFile(folder)
    try Export(model, transformed).writeBundle.name("bundle").format(format).save(file).get
    finally file.close()
  }
}
