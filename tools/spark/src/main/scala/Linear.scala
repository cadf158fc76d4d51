import org.apache.spark.ml.classification._
import org.apache.spark.ml.regression._
import org.apache.spark.sql.types._

import Case._

/** Linear models, and what is built of them. */
object Linear {
  private val all = Seq("rawPrediction", "probability", "prediction")
  private val alone = Seq("prediction")
  private val loose = 1e-12

  private def logistic = new LogisticRegression("logistic").setMaxIter(20).setRegParam(0.01)

  private val counts = frame("features" -> vector, "label" -> DoubleType)(
    Seq(dense(3.0, 0.0, 1.0), 0.0), Seq(dense(0.0, 2.0, 1.0), 1.0), Seq(dense(4.0, 1.0, 0.0), 0.0), Seq(dense(0.0, 0.0, 5.0), 2.0), Seq(dense(1.0, 3.0, 1.0), 1.0)
  )
  private val ones = frame("features" -> vector, "label" -> DoubleType)(
    Seq(dense(1.0, 0.0, 1.0), 0.0), Seq(dense(0.0, 1.0, 1.0), 1.0), Seq(dense(1.0, 1.0, 0.0), 0.0), Seq(dense(0.0, 0.0, 1.0), 1.0)
  )
  private val counted = column("features", vector)(
    dense(3.0, 0.0, 1.0), dense(0.0, 0.0, 0.0), sparse(3)(1 -> 2.0), dense(100.0, 200.0, 300.0), dense(0.5, 0.25, 0.0), dense(-1.0, 0.0, 1.0)
  )
  private val flagged = column("features", vector)(dense(1.0, 0.0, 1.0), dense(0.0, 0.0, 0.0), sparse(3)(1 -> 1.0), dense(1.0, 1.0, 1.0), dense(0.5, 0.0, 1.0), dense(-1.0, 0.0, 1.0))

  private def bayes(kind: String) = new NaiveBayes("bayes").setModelType(kind)

  private val classifiers = Seq(
    Case("logistic_regression", "two", logistic, Models.two, Models.input, all, loose),
    Case("logistic_regression", "threshold", logistic.setThreshold(0.7), Models.two, Models.input, all, loose),
    Case("logistic_regression", "threshold-0", logistic.setThreshold(0), Models.two, Models.input, all, loose),
    Case("logistic_regression", "threshold-1", logistic.setThreshold(1), Models.two, Models.input, all, loose),
    Case("logistic_regression", "three", logistic, Models.three, Models.bounded, all, loose),
    Case("logistic_regression", "thresholds", logistic.setThresholds(Array(0.1, 0.8, 0.4)), Models.three, Models.bounded, all, loose),
    Case("logistic_regression", "no-intercept", logistic.setFitIntercept(false), Models.three, Models.bounded, all, loose),
    Case("linear_svc", "default", new LinearSVC("svc").setMaxIter(10), Models.two, Models.input, Seq("rawPrediction", "prediction"), loose),
    Case("linear_svc", "threshold", new LinearSVC("svc").setMaxIter(10).setThreshold(0.5), Models.two, Models.input, Seq("rawPrediction", "prediction"), loose),
    Case("naive_bayes", "multinomial", bayes("multinomial"), counts, counted, all, loose),
    Case("naive_bayes", "bernoulli", bayes("bernoulli"), ones, flagged, all, loose),
    Case("naive_bayes", "thresholds", bayes("multinomial").setThresholds(Array(0.9, 0.01, 0.5)), counts, counted, all, loose),
    Case("multi_layer_perceptron_classifier", "default",
      new MultilayerPerceptronClassifier("perceptron").setLayers(Array(4, 5, 4, 3)).setMaxIter(20).setSeed(7), Models.three, Models.input, all, loose),
    Case("one_vs_rest", "logistic", new OneVsRest("rest").setClassifier(logistic), Models.three, Models.input, Seq("rawPrediction", "prediction"), loose),
    Case("one_vs_rest", "svc", new OneVsRest("rest").setClassifier(new LinearSVC("svc").setMaxIter(10)), Models.three, Models.input, Seq("rawPrediction", "prediction"), loose),
    Case("one_vs_rest", "forest",
      new OneVsRest("rest").setClassifier(new RandomForestClassifier("forest").setNumTrees(3).setMaxDepth(2).setSeed(7)), Models.three, Models.input,
      Seq("rawPrediction", "prediction"), loose)
  )

  private def generalized(family: String, link: String) = {
    val train = (family, link) match {
      case ("gaussian", "identity") => Models.real
      case ("binomial", _)          => Models.two
      case _                        => Models.positive
    }
    Case("generalized_linear_regression", s"$family-$link",
      new GeneralizedLinearRegression("glm").setFamily(family).setLink(link).setMaxIter(3).setLinkPredictionCol("link"), train, Models.input,
      Seq("prediction", "link"), loose)
  }

  private val isotonic = {
    val train = frame("x" -> DoubleType, "label" -> DoubleType)(
      Seq(1.0, 1.0), Seq(2.0, 2.5), Seq(3.0, 2.0), Seq(4.0, 6.0), Seq(5.0, 5.5), Seq(7.0, 9.0)
    )
    val asked = column("x", DoubleType)(edges ++ Seq(2.0, 2.5, 3.0, 3.7, 6.0, 7.0, 8.0): _*)
    def stage(name: String) = new IsotonicRegression("isotonic").setFeaturesCol(name).setIsotonic(true)
    Seq(
      Case("isotonic_regression", "scalar", stage("x"), train, asked, alone),
      Case("isotonic_regression", "antitonic", stage("x").setIsotonic(false), train.selectExpr("x", "-label as label"), asked, alone),
      Case("isotonic_regression", "vector", stage("features").setFeatureIndex(1), Models.positive, Models.input, alone)
    )
  }

  private val survival = {
    val train = frame("features" -> vector, "label" -> DoubleType, "censor" -> DoubleType)(
      Seq(dense(1.560, -0.605), 1.218, 1.0), Seq(dense(0.346, 2.158), 2.949, 0.0), Seq(dense(1.380, 0.231), 3.627, 0.0),
      Seq(dense(0.520, 1.151), 0.273, 1.0), Seq(dense(0.795, -0.226), 4.199, 0.0)
    )
    val asked = column("features", vector)(dense(1.0, 1.0), dense(0.0, 0.0), sparse(2)(1 -> -2.0), dense(100.0, 1e3), dense(Double.NaN, 1.0))
    def stage = new AFTSurvivalRegression("survival").setCensorCol("censor").setQuantileProbabilities(Array(0.3, 0.6, 0.99))
    Seq(
      Case("aft_survival_regression", "default", stage, train, asked, alone, loose),
      Case("aft_survival_regression", "quantiles", stage.setQuantilesCol("quantiles"), train, asked, Seq("prediction", "quantiles"), loose)
    )
  }

  private val regressors = Seq(
    Case("linear_regression", "default", new LinearRegression("linear").setMaxIter(10), Models.real, Models.input, alone, loose),
    Case("linear_regression", "lasso", new LinearRegression("linear").setElasticNetParam(1).setRegParam(0.5), Models.real, Models.input, alone, loose),
    generalized("gaussian", "identity"), generalized("gaussian", "log"), generalized("gaussian", "inverse"), generalized("binomial", "logit"), generalized("binomial", "probit"),
    generalized("binomial", "cloglog"), generalized("poisson", "log"), generalized("poisson", "identity"), generalized("poisson", "sqrt"),
    generalized("gamma", "inverse"), generalized("gamma", "log"), generalized("gamma", "identity")
  )

  val cases: Seq[Case] = classifiers ++ regressors ++ isotonic ++ survival
}
