import org.apache.spark.ml.feature._
import org.apache.spark.sql.types._

import Case._

/** Numbers to numbers, column by column. */
object Scaling {
  private val train = column("v", vector)(
    dense(1.0, -2.0, 0.0, 7.0), dense(2.5, 0.1, 0.0, 7.0), dense(-3.0, 1e6, 0.0, 7.0), dense(0.1, 3.3, 0.0, 7.0)
  )
  private val input = column("v", vector)(
    dense(1.0, -2.0, 0.0, 7.0), dense(0.0, 0.0, 0.0, 0.0), dense(-0.0, -0.0, -0.0, -0.0), dense(1e300, -1e300, 5e-324, 1e-300),
    dense(Double.NaN, 1.0, Double.NaN, 7.0), dense(Double.PositiveInfinity, Double.NegativeInfinity, Double.PositiveInfinity, 7.0),
    sparse(4)(), sparse(4)(1 -> 3.3), sparse(4)(0 -> 2.5, 2 -> 1.0, 3 -> 7.0), sparse(4)(0 -> 0.0, 3 -> Double.NaN),
    dense(0.1, 0.2, 0.3, 0.4), null
  )

  private def scaler(name: String, mean: Boolean, std: Boolean) = Case(
    "standard_scaler", name,
    new StandardScaler("scaler").setInputCol("v").setOutputCol("scaled").setWithMean(mean).setWithStd(std),
    train, input, Seq("scaled")
  )

  private def minMax(name: String, from: Double, to: Double) = Case(
    "min_max_scaler", name, new MinMaxScaler("scaler").setInputCol("v").setOutputCol("scaled").setMin(from).setMax(to),
    train, input, Seq("scaled")
  )

  private val splits = Array(-1.5, 0.0, 0.1, 10.0)
  private val open = Array(Double.NegativeInfinity, 0.0, 1000.0, Double.PositiveInfinity)

  private def bucketizer(name: String, handleInvalid: String, splits: Array[Double]) = Case(
    "bucketizer", name,
    new Bucketizer("bucketizer").setInputCol("x").setOutputCol("bucket").setSplits(splits).setHandleInvalid(handleInvalid),
    column("x", DoubleType)(0.0, 1.0), column("x", DoubleType)(edges ++ Seq(10.0, 9.999, -1.5000001, 10.000001, 1000.0, 999.0): _*),
    Seq("bucket")
  )

  private val bucketizers = Seq("error", "keep", "skip").flatMap { h =>
    Seq(bucketizer(h, h, splits), bucketizer(s"$h-open", h, open))
  } :+ Case(
    "bucketizer", "of-int",
    new Bucketizer("bucketizer").setInputCol("x").setOutputCol("bucket").setSplits(open).setHandleInvalid("keep"),
    column("x", IntegerType)(0, 1), column("x", IntegerType)(-5, 0, 999, 1000, null), Seq("bucket")
  )

  val cases: Seq[Case] = Seq(
    scaler("std", mean = false, std = true), scaler("mean", mean = true, std = false), scaler("mean-std", mean = true, std = true),
    minMax("default", 0, 1), minMax("range", -2.5, 4)
  ) ++ bucketizers
}
