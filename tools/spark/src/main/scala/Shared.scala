/** The cases that every set has. */
object Shared {
  lazy val cases: Seq[Case] = Indexing.cases ++ Scaling.cases ++ Assembling.cases ++ Text.cases ++ VectorCases.cases ++ Trees.cases ++ Linear.cases ++ Clusters.cases
}
