import java.io.{File, PrintWriter}

import ml.combust.bundle.BundleFile
import ml.combust.mleap.spark.SparkSupport._
import org.apache.spark.ml.bundle.SparkBundleContext
import org.apache.spark.ml.feature.{OneHotEncoderEstimator, StringIndexer, VectorAssembler}
import org.apache.spark.ml.linalg.Vector
import org.apache.spark.ml.{Pipeline, PipelineStage}
import org.apache.spark.sql.SparkSession
import org.apache.spark.sql.types.{DoubleType, StringType, StructField, StructType}

/** Fits the abalone pipeline of AWS's sample on `args(0)` (a CSV without header); writes the bundle and what Spark made of every row below `args(1)`. */
object Abalone {
  private val measures =
    Seq("length", "diameter", "height", "whole_weight", "shucked_weight", "viscera_weight", "shell_weight")

  def main(args: Array[String]): Unit = {
    val Array(csv, out) = args
    val spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    val schema = StructType(
      StructField("sex", StringType) +: (measures :+ "rings").map(name => StructField(name, DoubleType))
    )
    val rows = spark.read.schema(schema).csv(csv).coalesce(1)
    val stages = Array[PipelineStage](
      new StringIndexer("sex_indexer").setInputCol("sex").setOutputCol("indexed_sex"),
      new OneHotEncoderEstimator("sex_encoder").setInputCols(Array("indexed_sex")).setOutputCols(Array("sex_vec")),
      new VectorAssembler("assembler").setInputCols(("sex_vec" +: measures).toArray).setOutputCol("features")
    )
    val model = new Pipeline("abalone").setStages(stages).fit(rows)
    val transformed = model.transform(rows)

    val bundle = BundleFile(new File(out, "bundle"))
    try {
      val context = SparkBundleContext().withDataset(transformed)
      model.writeBundle.name("abalone").format(ml.combust.bundle.serializer.SerializationFormat.Json).save(bundle)(context).get
    } finally bundle.close()

    val features = new PrintWriter(new File(out, "features.csv"), "UTF-8")
    transformed.select("rings", "features").collect().foreach { row =>
      features.println((row.getDouble(0) +: row.getAs[Vector](1).toArray.toSeq).mkString(","))
    }
    features.close()
    spark.stop()
  }
}
