import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.frame.Row
import ml.combust.mleap.tensor.{ByteString, DenseTensor, SparseTensor, Tensor}
import spray.json._

/** The lossless JSON form of frames that `fixtures/mleap/README.md` describes. */
object Json {
  val bases: Map[String, BasicType] = Map(
    "boolean" -> BasicType.Boolean, "byte" -> BasicType.Byte, "short" -> BasicType.Short, "int" -> BasicType.Int,
    "long" -> BasicType.Long, "float" -> BasicType.Float, "double" -> BasicType.Double, "string" -> BasicType.String,
    "byte_string" -> BasicType.ByteString
  )

  /** Every column may hold nulls, as in SageMaker's container. */
  def field(json: JsValue): StructField = {
    val fields = json.asJsObject.fields
    val base = bases(text(fields("base")))
    val dataType = text(fields("shape")) match {
      case "scalar" => ScalarType(base, isNullable = true)
      case "list"   => ListType(base, isNullable = true)
      case "tensor" => TensorType(base, None, isNullable = true)
      case "map"    => MapType(bases(text(fields("key"))), base, isNullable = true)
    }
    StructField(text(fields("name")), dataType)
  }

  def row(json: JsValue, fields: Seq[StructField]): Row =
    Row(elements(json).zip(fields).map { case (v, f) => read(v, f.dataType) }: _*)

  def text(json: JsValue): String = json.asInstanceOf[JsString].value

  def elements(json: JsValue): Vector[JsValue] = json.asInstanceOf[JsArray].elements

  private def read(json: JsValue, dataType: DataType): Any = (json, dataType) match {
    case (JsNull, _)                         => null
    case (_, ScalarType(base, _))            => scalar(json, base)
    case (JsArray(items), ListType(base, _)) => items.map(scalar(_, base))
    case (JsArray(entries), MapType(key, base, _)) =>
      entries.map(elements).map { case Vector(k, v) => scalar(k, key) -> scalar(v, base) }.toMap
    case (JsArray(values), TensorType(BasicType.Double, _, _)) => DenseTensor(values.map(double).toArray, Seq(values.size))
    case (JsObject(parts), TensorType(BasicType.Double, _, _)) =>
      val values = elements(parts("values")).map(double).toArray
      parts.get("size") match {
        case Some(size) => SparseTensor(elements(parts("indices")).map(i => Seq(int(i))), values, Seq(int(size)))
        case None       => DenseTensor(values, elements(parts("dimensions")).map(int))
      }
  }

  private def int(json: JsValue): Int = json.asInstanceOf[JsNumber].value.intValue

  private def double(json: JsValue): Double = json match {
    case JsString(text)  => text.toDouble
    case JsNumber(value) => value.doubleValue
  }

  private def scalar(json: JsValue, base: BasicType): Any = base match {
    case _ if json == JsNull  => null
    case BasicType.Boolean    => json == JsTrue
    case BasicType.Byte       => int(json).toByte
    case BasicType.Short      => int(json).toShort
    case BasicType.Int        => int(json)
    case BasicType.Long       => text(json).toLong
    case BasicType.Float      => double(json).toFloat
    case BasicType.Double     => double(json)
    case BasicType.String     => text(json)
    case BasicType.ByteString => ByteString(java.util.Base64.getDecoder.decode(text(json)))
  }

  def write(value: Any): JsValue = value match {
    case null               => JsNull
    case Some(v)            => write(v)
    case None               => JsNull
    case b: Boolean         => JsBoolean(b)
    case d: Double          => number(d)
    case f: Float           => number(f.toDouble)
    case l: Long            => JsString(l.toString)
    case i: Int             => JsNumber(i)
    case s: Short           => JsNumber(s.toInt)
    case b: Byte            => JsNumber(b.toInt)
    case s: String          => JsString(s)
    case b: ByteString      => JsString(java.util.Base64.getEncoder.encodeToString(b.bytes))
    case t: Tensor[_]       => tensor(t)
    case vs: Seq[_]         => JsArray(vs.map(write).toVector)
    case m: scala.collection.Map[_, _] =>
      JsArray(m.toVector.map { case (k, v) => JsArray(write(k), write(v)) })
  }

  private def tensor(t: Tensor[_]): JsValue = t match {
    case SparseTensor(indices, values, Seq(size)) =>
      val parts = indices.map(_.head).zip(items(values)).sortBy(_._1)
      JsObject("size" -> JsNumber(size), "indices" -> write(parts.map(_._1)), "values" -> write(parts.map(_._2)))
    case _ =>
      val values = write(items(t.toDense.values))
      if (t.dimensions.size == 1) values else JsObject("dimensions" -> write(t.dimensions), "values" -> values)
  }

  private def items(array: Any): Seq[Any] = array.asInstanceOf[Array[_]].toSeq

  private def number(d: Double): JsValue =
    if (d.isNaN || d.isInfinite) JsString(d.toString)
    else if (d == 0 && 1 / d < 0) JsString("-0")
    else if (d == math.rint(d) && d.abs < 1e15) JsNumber(d.toLong)
    else JsNumber(d)
}
