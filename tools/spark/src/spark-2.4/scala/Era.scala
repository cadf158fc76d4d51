import java.io.File

import ml.combust.bundle.BundleFile
import ml.combust.bundle.serializer.SerializationFormat
import ml.combust.mleap.spark.SparkSupport._
import org.apache.spark.ml.Transformer
import org.apache.spark.ml.bundle.SparkBundleContext
import org.apache.spark.ml.feature.OneHotEncoderEstimator
import org.apache.spark.sql.DataFrame

/** Spark 2.4 and MLeap's exporter for it. */
object Era {
  type OneHot = OneHotEncoderEstimator

  lazy val cases: Seq[Case] = Shared.cases

  def save(model: Transformer, transformed: DataFrame, folder: File, format: SerializationFormat): Unit = {
    val file = BundleFile(folder)
    try model.writeBundle.name("bundle").format(format).save(file)(SparkBundleContext().withDataset(transformed)).get
    finally file.close()
  }
}
