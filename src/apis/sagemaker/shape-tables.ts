// Written by tools/sagemaker-shapes/make.py from the model in botocore 1.44.5: do not edit.
import type { ShapeTable, ValueOf } from "../../aws/shapes/shape.js";

/** The inputs of the operations served here, with everything in them. */
export const shapes = {
  CreateModelInput: {
    type: "structure",
    required: {
      ModelName: "ModelName",
    },
    optional: {
      PrimaryContainer: "ContainerDefinition",
      Containers: "ContainerDefinitionList",
      InferenceExecutionConfig: "InferenceExecutionConfig",
      ExecutionRoleArn: "RoleArn",
      Tags: "TagList",
      VpcConfig: "VpcConfig",
      EnableNetworkIsolation: "Boolean",
    },
  },
  ModelName: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?",
  },
  ContainerDefinition: {
    type: "structure",
    required: {},
    optional: {
      ContainerHostname: "ContainerHostname",
      Image: "ContainerImage",
      ImageConfig: "ImageConfig",
      Mode: "ContainerMode",
      ModelDataUrl: "Url",
      ModelDataSource: "ModelDataSource",
      AdditionalModelDataSources: "AdditionalModelDataSources",
      Environment: "EnvironmentMap",
      ModelPackageName: "VersionedArnOrName",
      InferenceSpecificationName: "InferenceSpecificationName",
      MultiModelConfig: "MultiModelConfig",
      ContainerMetricsConfig: "ContainerMetricsConfig",
    },
  },
  ContainerHostname: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  ContainerImage: {
    type: "string",
    min: 0,
    max: 255,
    pattern: "[\\S]+",
  },
  ImageConfig: {
    type: "structure",
    required: {
      RepositoryAccessMode: "RepositoryAccessMode",
    },
    optional: {
      RepositoryAuthConfig: "RepositoryAuthConfig",
    },
  },
  RepositoryAccessMode: {
    type: "string",
    values: ["Platform", "Vpc"],
  },
  RepositoryAuthConfig: {
    type: "structure",
    required: {
      RepositoryCredentialsProviderArn: "RepositoryCredentialsProviderArn",
    },
    optional: {},
  },
  RepositoryCredentialsProviderArn: {
    type: "string",
    min: 1,
    max: 2048,
    pattern: ".*",
  },
  ContainerMode: {
    type: "string",
    values: ["SingleModel", "MultiModel"],
  },
  Url: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "(https|s3)://([^/]+)/?(.*)|file:///.*",
  },
  ModelDataSource: {
    type: "structure",
    required: {},
    optional: {
      S3DataSource: "S3ModelDataSource",
    },
  },
  S3ModelDataSource: {
    type: "structure",
    required: {
      S3Uri: "S3ModelUri",
      S3DataType: "S3ModelDataType",
      CompressionType: "ModelCompressionType",
    },
    optional: {
      ModelAccessConfig: "ModelAccessConfig",
      HubAccessConfig: "InferenceHubAccessConfig",
      ManifestS3Uri: "S3ModelUri",
      ETag: "String",
      ManifestEtag: "String",
    },
  },
  S3ModelUri: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "(https|s3)://([^/]+)/?(.*)|file:///.*",
  },
  S3ModelDataType: {
    type: "string",
    values: ["S3Prefix", "S3Object"],
  },
  ModelCompressionType: {
    type: "string",
    values: ["None", "Gzip"],
  },
  ModelAccessConfig: {
    type: "structure",
    required: {
      AcceptEula: "AcceptEula",
    },
    optional: {},
  },
  AcceptEula: {
    type: "boolean",
  },
  InferenceHubAccessConfig: {
    type: "structure",
    required: {
      HubContentArn: "HubContentArn",
    },
    optional: {},
  },
  HubContentArn: {
    type: "string",
    min: 0,
    max: 255,
    pattern: ".*",
  },
  String: {
    type: "string",
  },
  AdditionalModelDataSources: {
    type: "list",
    member: "AdditionalModelDataSource",
    min: 0,
    max: 5,
  },
  AdditionalModelDataSource: {
    type: "structure",
    required: {
      ChannelName: "AdditionalModelChannelName",
      S3DataSource: "S3ModelDataSource",
    },
    optional: {},
  },
  AdditionalModelChannelName: {
    type: "string",
    min: 1,
    max: 64,
    pattern: "[A-Za-z0-9\\.\\-_]+",
  },
  EnvironmentMap: {
    type: "map",
    key: "EnvironmentKey",
    value: "EnvironmentValue",
    min: 0,
    max: 100,
  },
  EnvironmentKey: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "[a-zA-Z_][a-zA-Z0-9_]*",
  },
  EnvironmentValue: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "[\\S\\s]*",
  },
  VersionedArnOrName: {
    type: "string",
    min: 1,
    max: 176,
    pattern:
      "(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\\/[0-9]{1,9})?",
  },
  InferenceSpecificationName: {
    type: "string",
    min: 1,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  MultiModelConfig: {
    type: "structure",
    required: {},
    optional: {
      ModelCacheSetting: "ModelCacheSetting",
    },
  },
  ModelCacheSetting: {
    type: "string",
    values: ["Enabled", "Disabled"],
  },
  ContainerMetricsConfig: {
    type: "structure",
    required: {},
    optional: {
      MetricsEndpoints: "MetricsEndpointList",
    },
  },
  MetricsEndpointList: {
    type: "list",
    member: "MetricsEndpoint",
    min: 0,
    max: 1,
  },
  MetricsEndpoint: {
    type: "structure",
    required: {
      MetricsEndpointPath: "MetricsEndpointPath",
    },
    optional: {
      MetricPublishFrequencyInSeconds: "MetricPublishFrequencyInSeconds",
    },
  },
  MetricsEndpointPath: {
    type: "string",
    min: 0,
    max: 256,
    pattern: "/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+",
  },
  MetricPublishFrequencyInSeconds: {
    type: "integer",
  },
  ContainerDefinitionList: {
    type: "list",
    member: "ContainerDefinition",
    min: 0,
    max: 15,
  },
  InferenceExecutionConfig: {
    type: "structure",
    required: {
      Mode: "InferenceExecutionMode",
    },
    optional: {},
  },
  InferenceExecutionMode: {
    type: "string",
    values: ["Serial", "Direct"],
  },
  RoleArn: {
    type: "string",
    min: 20,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  },
  TagList: {
    type: "list",
    member: "Tag",
    min: 0,
    max: 50,
  },
  Tag: {
    type: "structure",
    required: {
      Key: "TagKey",
      Value: "TagValue",
    },
    optional: {},
  },
  TagKey: {
    type: "string",
    min: 1,
    max: 128,
    pattern: "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
  },
  TagValue: {
    type: "string",
    min: 0,
    max: 256,
    pattern: "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
  },
  VpcConfig: {
    type: "structure",
    required: {
      SecurityGroupIds: "VpcSecurityGroupIds",
      Subnets: "Subnets",
    },
    optional: {},
  },
  VpcSecurityGroupIds: {
    type: "list",
    member: "SecurityGroupId",
    min: 1,
    max: 5,
  },
  SecurityGroupId: {
    type: "string",
    min: 0,
    max: 32,
    pattern: "[-0-9a-zA-Z]+",
  },
  Subnets: {
    type: "list",
    member: "SubnetId",
    min: 1,
    max: 16,
  },
  SubnetId: {
    type: "string",
    min: 0,
    max: 32,
    pattern: "[-0-9a-zA-Z]+",
  },
  Boolean: {
    type: "boolean",
  },
  DescribeModelInput: {
    type: "structure",
    required: {
      ModelName: "ModelName",
    },
    optional: {},
  },
  ListModelsInput: {
    type: "structure",
    required: {},
    optional: {
      SortBy: "ModelSortKey",
      SortOrder: "OrderKey",
      NextToken: "PaginationToken",
      MaxResults: "MaxResults",
      NameContains: "ModelNameContains",
      CreationTimeBefore: "Timestamp",
      CreationTimeAfter: "Timestamp",
    },
  },
  ModelSortKey: {
    type: "string",
    values: ["Name", "CreationTime"],
  },
  OrderKey: {
    type: "string",
    values: ["Ascending", "Descending"],
  },
  PaginationToken: {
    type: "string",
    min: 0,
    max: 8192,
    pattern: ".*",
  },
  MaxResults: {
    type: "integer",
    min: 1,
    max: 100,
  },
  ModelNameContains: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9-]+",
  },
  Timestamp: {
    type: "timestamp",
  },
  DeleteModelInput: {
    type: "structure",
    required: {
      ModelName: "ModelName",
    },
    optional: {},
  },
  CreateEndpointConfigInput: {
    type: "structure",
    required: {
      EndpointConfigName: "EndpointConfigName",
      ProductionVariants: "ProductionVariantList",
    },
    optional: {
      DataCaptureConfig: "DataCaptureConfig",
      Tags: "TagList",
      KmsKeyId: "KmsKeyId",
      AsyncInferenceConfig: "AsyncInferenceConfig",
      ExplainerConfig: "ExplainerConfig",
      ShadowProductionVariants: "ProductionVariantList",
      ExecutionRoleArn: "RoleArn",
      VpcConfig: "VpcConfig",
      EnableNetworkIsolation: "Boolean",
      MetricsConfig: "MetricsConfig",
      CrossRegionTrafficConfig: "CrossRegionTrafficConfig",
    },
  },
  EndpointConfigName: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  ProductionVariantList: {
    type: "list",
    member: "ProductionVariant",
    min: 1,
    max: 10,
  },
  ProductionVariant: {
    type: "structure",
    required: {
      VariantName: "VariantName",
    },
    optional: {
      ModelName: "ModelName",
      InitialInstanceCount: "InitialTaskCount",
      InstanceType: "ProductionVariantInstanceType",
      InstancePools: "InstancePoolList",
      VariantInstanceProvisionTimeoutInSeconds: "VariantInstanceProvisionTimeoutInSeconds",
      InitialVariantWeight: "VariantWeight",
      AcceleratorType: "ProductionVariantAcceleratorType",
      CoreDumpConfig: "ProductionVariantCoreDumpConfig",
      ServerlessConfig: "ProductionVariantServerlessConfig",
      VolumeSizeInGB: "ProductionVariantVolumeSizeInGB",
      ModelDataDownloadTimeoutInSeconds: "ProductionVariantModelDataDownloadTimeoutInSeconds",
      ContainerStartupHealthCheckTimeoutInSeconds: "ProductionVariantContainerStartupHealthCheckTimeoutInSeconds",
      EnableSSMAccess: "ProductionVariantSSMAccess",
      ManagedInstanceScaling: "ProductionVariantManagedInstanceScaling",
      RoutingConfig: "ProductionVariantRoutingConfig",
      InferenceAmiVersion: "ProductionVariantInferenceAmiVersion",
      CapacityReservationConfig: "ProductionVariantCapacityReservationConfig",
      AcceleratorPartitionLayouts: "ProductionVariantAcceleratorPartitionLayoutsList",
    },
  },
  VariantName: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  InitialTaskCount: {
    type: "integer",
    min: 1,
  },
  ProductionVariantInstanceType: {
    type: "string",
    pattern: "ml\\.[a-z0-9-]+\\.[a-z0-9-]+",
  },
  InstancePoolList: {
    type: "list",
    member: "InstancePool",
    min: 1,
    max: 5,
  },
  InstancePool: {
    type: "structure",
    required: {
      InstanceType: "ProductionVariantInstanceType",
      Priority: "InstancePoolPriority",
    },
    optional: {
      ModelNameOverride: "ModelName",
    },
  },
  InstancePoolPriority: {
    type: "integer",
    min: 1,
    max: 5,
  },
  VariantInstanceProvisionTimeoutInSeconds: {
    type: "integer",
    min: 300,
    max: 3600,
  },
  VariantWeight: {
    type: "float",
    min: 0,
  },
  ProductionVariantAcceleratorType: {
    type: "string",
    values: ["ml.eia1.medium", "ml.eia1.large", "ml.eia1.xlarge", "ml.eia2.medium", "ml.eia2.large", "ml.eia2.xlarge"],
  },
  ProductionVariantCoreDumpConfig: {
    type: "structure",
    required: {
      DestinationS3Uri: "DestinationS3Uri",
    },
    optional: {
      KmsKeyId: "KmsKeyId",
    },
  },
  DestinationS3Uri: {
    type: "string",
    min: 0,
    max: 512,
    pattern: "(https|s3)://([^/])/?(.*)",
  },
  KmsKeyId: {
    type: "string",
    min: 0,
    max: 2048,
    pattern: "[a-zA-Z0-9:/_-]*",
  },
  ProductionVariantServerlessConfig: {
    type: "structure",
    required: {
      MemorySizeInMB: "ServerlessMemorySizeInMB",
      MaxConcurrency: "ServerlessMaxConcurrency",
    },
    optional: {
      ProvisionedConcurrency: "ServerlessProvisionedConcurrency",
    },
  },
  ServerlessMemorySizeInMB: {
    type: "integer",
    min: 1024,
    max: 6144,
  },
  ServerlessMaxConcurrency: {
    type: "integer",
    min: 1,
    max: 200,
  },
  ServerlessProvisionedConcurrency: {
    type: "integer",
    min: 1,
    max: 200,
  },
  ProductionVariantVolumeSizeInGB: {
    type: "integer",
    min: 1,
    max: 512,
  },
  ProductionVariantModelDataDownloadTimeoutInSeconds: {
    type: "integer",
    min: 60,
    max: 3600,
  },
  ProductionVariantContainerStartupHealthCheckTimeoutInSeconds: {
    type: "integer",
    min: 60,
    max: 3600,
  },
  ProductionVariantSSMAccess: {
    type: "boolean",
  },
  ProductionVariantManagedInstanceScaling: {
    type: "structure",
    required: {},
    optional: {
      Status: "ManagedInstanceScalingStatus",
      MinInstanceCount: "ManagedInstanceScalingMinInstanceCount",
      MaxInstanceCount: "ManagedInstanceScalingMaxInstanceCount",
      ScaleInPolicy: "ProductionVariantManagedInstanceScalingScaleInPolicy",
    },
  },
  ManagedInstanceScalingStatus: {
    type: "string",
    values: ["ENABLED", "DISABLED"],
  },
  ManagedInstanceScalingMinInstanceCount: {
    type: "integer",
    min: 0,
  },
  ManagedInstanceScalingMaxInstanceCount: {
    type: "integer",
    min: 1,
  },
  ProductionVariantManagedInstanceScalingScaleInPolicy: {
    type: "structure",
    required: {
      Strategy: "ManagedInstanceScalingScaleInStrategy",
    },
    optional: {
      MaximumStepSize: "ManagedInstanceScalingMaximumStepSize",
      CooldownInMinutes: "ManagedInstanceScalingCooldownInMinutes",
    },
  },
  ManagedInstanceScalingScaleInStrategy: {
    type: "string",
    values: ["IDLE_RELEASE", "CONSOLIDATION"],
  },
  ManagedInstanceScalingMaximumStepSize: {
    type: "integer",
    min: 1,
    max: 100,
  },
  ManagedInstanceScalingCooldownInMinutes: {
    type: "integer",
    min: 5,
    max: 1440,
  },
  ProductionVariantRoutingConfig: {
    type: "structure",
    required: {
      RoutingStrategy: "RoutingStrategy",
    },
    optional: {
      PrefixAwareRoutingConfig: "PrefixAwareRoutingConfig",
    },
  },
  RoutingStrategy: {
    type: "string",
    values: ["LEAST_OUTSTANDING_REQUESTS", "RANDOM", "PREFIX_AWARE", "KV_AWARE"],
  },
  PrefixAwareRoutingConfig: {
    type: "structure",
    required: {},
    optional: {
      PrefixLength: "PrefixAwareRoutingPrefixLength",
      ConcurrencyThreshold: "PrefixAwareRoutingConcurrencyThreshold",
    },
  },
  PrefixAwareRoutingPrefixLength: {
    type: "integer",
    min: 1024,
    max: 65536,
  },
  PrefixAwareRoutingConcurrencyThreshold: {
    type: "integer",
    min: 1,
    max: 1024,
  },
  ProductionVariantInferenceAmiVersion: {
    type: "string",
    values: [
      "al2-ami-sagemaker-inference-gpu-2",
      "al2-ami-sagemaker-inference-gpu-2-1",
      "al2-ami-sagemaker-inference-gpu-3-1",
      "al2-ami-sagemaker-inference-neuron-2",
      "al2023-ami-sagemaker-inference-gpu-4-1",
    ],
  },
  ProductionVariantCapacityReservationConfig: {
    type: "structure",
    required: {},
    optional: {
      CapacityReservationPreference: "CapacityReservationPreference",
      MlReservationArn: "MlReservationArn",
    },
  },
  CapacityReservationPreference: {
    type: "string",
    values: ["capacity-reservations-only"],
  },
  MlReservationArn: {
    type: "string",
    min: 20,
    max: 258,
    pattern: "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z0-9\\-]{1,14}/.*",
  },
  ProductionVariantAcceleratorPartitionLayoutsList: {
    type: "list",
    member: "AcceleratorPartitionLayout",
    min: 1,
    max: 32,
  },
  AcceleratorPartitionLayout: {
    type: "structure",
    required: {},
    optional: {
      AcceleratorPartitionTypes: "AcceleratorPartitionTypeList",
    },
  },
  AcceleratorPartitionTypeList: {
    type: "list",
    member: "AcceleratorPartitionType",
    min: 0,
    max: 32,
  },
  AcceleratorPartitionType: {
    type: "string",
    min: 0,
    max: 32,
    pattern: "mig-[0-9]+g\\.[0-9]+gb([+-][a-z0-9.]+)*",
  },
  DataCaptureConfig: {
    type: "structure",
    required: {
      InitialSamplingPercentage: "SamplingPercentage",
      DestinationS3Uri: "DestinationS3Uri",
      CaptureOptions: "CaptureOptionList",
    },
    optional: {
      EnableCapture: "EnableCapture",
      KmsKeyId: "KmsKeyId",
      CaptureContentTypeHeader: "CaptureContentTypeHeader",
    },
  },
  EnableCapture: {
    type: "boolean",
  },
  SamplingPercentage: {
    type: "integer",
    min: 0,
    max: 100,
  },
  CaptureOptionList: {
    type: "list",
    member: "CaptureOption",
    min: 1,
    max: 32,
  },
  CaptureOption: {
    type: "structure",
    required: {
      CaptureMode: "CaptureMode",
    },
    optional: {},
  },
  CaptureMode: {
    type: "string",
    values: ["Input", "Output", "InputAndOutput"],
  },
  CaptureContentTypeHeader: {
    type: "structure",
    required: {},
    optional: {
      CsvContentTypes: "CsvContentTypes",
      JsonContentTypes: "JsonContentTypes",
    },
  },
  CsvContentTypes: {
    type: "list",
    member: "CsvContentType",
    min: 1,
    max: 10,
  },
  CsvContentType: {
    type: "string",
    min: 1,
    max: 256,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9.])*",
  },
  JsonContentTypes: {
    type: "list",
    member: "JsonContentType",
    min: 1,
    max: 10,
  },
  JsonContentType: {
    type: "string",
    min: 1,
    max: 256,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9.])*",
  },
  AsyncInferenceConfig: {
    type: "structure",
    required: {
      OutputConfig: "AsyncInferenceOutputConfig",
    },
    optional: {
      ClientConfig: "AsyncInferenceClientConfig",
    },
  },
  AsyncInferenceClientConfig: {
    type: "structure",
    required: {},
    optional: {
      MaxConcurrentInvocationsPerInstance: "MaxConcurrentInvocationsPerInstance",
    },
  },
  MaxConcurrentInvocationsPerInstance: {
    type: "integer",
    min: 1,
    max: 1000,
  },
  AsyncInferenceOutputConfig: {
    type: "structure",
    required: {},
    optional: {
      KmsKeyId: "KmsKeyId",
      S3OutputPath: "DestinationS3Uri",
      NotificationConfig: "AsyncInferenceNotificationConfig",
      S3FailurePath: "DestinationS3Uri",
    },
  },
  AsyncInferenceNotificationConfig: {
    type: "structure",
    required: {},
    optional: {
      SuccessTopic: "SnsTopicArn",
      ErrorTopic: "SnsTopicArn",
      IncludeInferenceResponseIn: "AsyncNotificationTopicTypeList",
    },
  },
  SnsTopicArn: {
    type: "string",
    min: 0,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+",
  },
  AsyncNotificationTopicTypeList: {
    type: "list",
    member: "AsyncNotificationTopicTypes",
    min: 0,
    max: 2,
  },
  AsyncNotificationTopicTypes: {
    type: "string",
    values: ["SUCCESS_NOTIFICATION_TOPIC", "ERROR_NOTIFICATION_TOPIC"],
  },
  ExplainerConfig: {
    type: "structure",
    required: {},
    optional: {
      ClarifyExplainerConfig: "ClarifyExplainerConfig",
    },
  },
  ClarifyExplainerConfig: {
    type: "structure",
    required: {
      ShapConfig: "ClarifyShapConfig",
    },
    optional: {
      EnableExplanations: "ClarifyEnableExplanations",
      InferenceConfig: "ClarifyInferenceConfig",
    },
  },
  ClarifyEnableExplanations: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyInferenceConfig: {
    type: "structure",
    required: {},
    optional: {
      FeaturesAttribute: "ClarifyFeaturesAttribute",
      ContentTemplate: "ClarifyContentTemplate",
      MaxRecordCount: "ClarifyMaxRecordCount",
      MaxPayloadInMB: "ClarifyMaxPayloadInMB",
      ProbabilityIndex: "ClarifyProbabilityIndex",
      LabelIndex: "ClarifyLabelIndex",
      ProbabilityAttribute: "ClarifyProbabilityAttribute",
      LabelAttribute: "ClarifyLabelAttribute",
      LabelHeaders: "ClarifyLabelHeaders",
      FeatureHeaders: "ClarifyFeatureHeaders",
      FeatureTypes: "ClarifyFeatureTypes",
    },
  },
  ClarifyFeaturesAttribute: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyContentTemplate: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyMaxRecordCount: {
    type: "integer",
    min: 1,
  },
  ClarifyMaxPayloadInMB: {
    type: "integer",
    min: 1,
    max: 25,
  },
  ClarifyProbabilityIndex: {
    type: "integer",
    min: 0,
  },
  ClarifyLabelIndex: {
    type: "integer",
    min: 0,
  },
  ClarifyProbabilityAttribute: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyLabelAttribute: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyLabelHeaders: {
    type: "list",
    member: "ClarifyHeader",
    min: 1,
    max: 16,
  },
  ClarifyHeader: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  ClarifyFeatureHeaders: {
    type: "list",
    member: "ClarifyHeader",
    min: 1,
    max: 256,
  },
  ClarifyFeatureTypes: {
    type: "list",
    member: "ClarifyFeatureType",
    min: 1,
    max: 256,
  },
  ClarifyFeatureType: {
    type: "string",
    values: ["numerical", "categorical", "text"],
  },
  ClarifyShapConfig: {
    type: "structure",
    required: {
      ShapBaselineConfig: "ClarifyShapBaselineConfig",
    },
    optional: {
      NumberOfSamples: "ClarifyShapNumberOfSamples",
      UseLogit: "ClarifyShapUseLogit",
      Seed: "ClarifyShapSeed",
      TextConfig: "ClarifyTextConfig",
    },
  },
  ClarifyShapBaselineConfig: {
    type: "structure",
    required: {},
    optional: {
      MimeType: "ClarifyMimeType",
      ShapBaseline: "ClarifyShapBaseline",
      ShapBaselineUri: "Url",
    },
  },
  ClarifyMimeType: {
    type: "string",
    min: 0,
    max: 255,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9+.])*",
  },
  ClarifyShapBaseline: {
    type: "string",
    min: 1,
    max: 4096,
    pattern: "[\\s\\S]+",
  },
  ClarifyShapNumberOfSamples: {
    type: "integer",
    min: 1,
  },
  ClarifyShapUseLogit: {
    type: "boolean",
  },
  ClarifyShapSeed: {
    type: "integer",
  },
  ClarifyTextConfig: {
    type: "structure",
    required: {
      Language: "ClarifyTextLanguage",
      Granularity: "ClarifyTextGranularity",
    },
    optional: {},
  },
  ClarifyTextLanguage: {
    type: "string",
    values: [
      "af",
      "sq",
      "ar",
      "hy",
      "eu",
      "bn",
      "bg",
      "ca",
      "zh",
      "hr",
      "cs",
      "da",
      "nl",
      "en",
      "et",
      "fi",
      "fr",
      "de",
      "el",
      "gu",
      "he",
      "hi",
      "hu",
      "is",
      "id",
      "ga",
      "it",
      "kn",
      "ky",
      "lv",
      "lt",
      "lb",
      "mk",
      "ml",
      "mr",
      "ne",
      "nb",
      "fa",
      "pl",
      "pt",
      "ro",
      "ru",
      "sa",
      "sr",
      "tn",
      "si",
      "sk",
      "sl",
      "es",
      "sv",
      "tl",
      "ta",
      "tt",
      "te",
      "tr",
      "uk",
      "ur",
      "yo",
      "lij",
      "xx",
    ],
  },
  ClarifyTextGranularity: {
    type: "string",
    values: ["token", "sentence", "paragraph"],
  },
  MetricsConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableEnhancedMetrics: "EnableEnhancedMetrics",
      EnableDetailedObservability: "EnableDetailedObservability",
      MetricPublishFrequencyInSeconds: "MetricPublishFrequencyInSeconds",
    },
  },
  EnableEnhancedMetrics: {
    type: "boolean",
  },
  EnableDetailedObservability: {
    type: "boolean",
  },
  CrossRegionTrafficConfig: {
    type: "structure",
    required: {
      MaxInvocationsPerSecondPerInstance: "CrossRegionMaxInvocationsPerSecondPerInstance",
      MaxCrossRegionPercentPerEndpoint: "CrossRegionPercentPerEndpoint",
    },
    optional: {},
  },
  CrossRegionMaxInvocationsPerSecondPerInstance: {
    type: "integer",
    min: 1,
    max: 10000,
  },
  CrossRegionPercentPerEndpoint: {
    type: "integer",
    min: 1,
    max: 100,
  },
  DescribeEndpointConfigInput: {
    type: "structure",
    required: {
      EndpointConfigName: "EndpointConfigName",
    },
    optional: {},
  },
  ListEndpointConfigsInput: {
    type: "structure",
    required: {},
    optional: {
      SortBy: "EndpointConfigSortKey",
      SortOrder: "OrderKey",
      NextToken: "PaginationToken",
      MaxResults: "MaxResults",
      NameContains: "EndpointConfigNameContains",
      CreationTimeBefore: "Timestamp",
      CreationTimeAfter: "Timestamp",
    },
  },
  EndpointConfigSortKey: {
    type: "string",
    values: ["Name", "CreationTime"],
  },
  EndpointConfigNameContains: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9-]+",
  },
  DeleteEndpointConfigInput: {
    type: "structure",
    required: {
      EndpointConfigName: "EndpointConfigName",
    },
    optional: {},
  },
  CreateEndpointInput: {
    type: "structure",
    required: {
      EndpointName: "EndpointName",
      EndpointConfigName: "EndpointConfigName",
    },
    optional: {
      DeploymentConfig: "DeploymentConfig",
      Tags: "TagList",
    },
  },
  EndpointName: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  DeploymentConfig: {
    type: "structure",
    required: {},
    optional: {
      BlueGreenUpdatePolicy: "BlueGreenUpdatePolicy",
      RollingUpdatePolicy: "RollingUpdatePolicy",
      AutoRollbackConfiguration: "AutoRollbackConfig",
    },
  },
  BlueGreenUpdatePolicy: {
    type: "structure",
    required: {
      TrafficRoutingConfiguration: "TrafficRoutingConfig",
    },
    optional: {
      TerminationWaitInSeconds: "TerminationWaitInSeconds",
      MaximumExecutionTimeoutInSeconds: "MaximumExecutionTimeoutInSeconds",
    },
  },
  TrafficRoutingConfig: {
    type: "structure",
    required: {
      Type: "TrafficRoutingConfigType",
      WaitIntervalInSeconds: "WaitIntervalInSeconds",
    },
    optional: {
      CanarySize: "CapacitySize",
      LinearStepSize: "CapacitySize",
    },
  },
  TrafficRoutingConfigType: {
    type: "string",
    values: ["ALL_AT_ONCE", "CANARY", "LINEAR"],
  },
  WaitIntervalInSeconds: {
    type: "integer",
    min: 0,
    max: 3600,
  },
  CapacitySize: {
    type: "structure",
    required: {
      Type: "CapacitySizeType",
      Value: "CapacitySizeValue",
    },
    optional: {},
  },
  CapacitySizeType: {
    type: "string",
    values: ["INSTANCE_COUNT", "CAPACITY_PERCENT"],
  },
  CapacitySizeValue: {
    type: "integer",
    min: 1,
  },
  TerminationWaitInSeconds: {
    type: "integer",
    min: 0,
    max: 3600,
  },
  MaximumExecutionTimeoutInSeconds: {
    type: "integer",
    min: 600,
    max: 28800,
  },
  RollingUpdatePolicy: {
    type: "structure",
    required: {
      MaximumBatchSize: "CapacitySize",
      WaitIntervalInSeconds: "WaitIntervalInSeconds",
    },
    optional: {
      MaximumExecutionTimeoutInSeconds: "MaximumExecutionTimeoutInSeconds",
      RollbackMaximumBatchSize: "CapacitySize",
    },
  },
  AutoRollbackConfig: {
    type: "structure",
    required: {},
    optional: {
      Alarms: "AlarmList",
    },
  },
  AlarmList: {
    type: "list",
    member: "Alarm",
    min: 1,
    max: 10,
  },
  Alarm: {
    type: "structure",
    required: {},
    optional: {
      AlarmName: "AlarmName",
    },
  },
  AlarmName: {
    type: "string",
    min: 1,
    max: 255,
    pattern: "(?!\\s*$).+",
  },
  DescribeEndpointInput: {
    type: "structure",
    required: {
      EndpointName: "EndpointName",
    },
    optional: {},
  },
  UpdateEndpointInput: {
    type: "structure",
    required: {
      EndpointName: "EndpointName",
      EndpointConfigName: "EndpointConfigName",
    },
    optional: {
      RetainAllVariantProperties: "Boolean",
      ExcludeRetainedVariantProperties: "VariantPropertyList",
      DeploymentConfig: "DeploymentConfig",
      RetainDeploymentConfig: "Boolean",
    },
  },
  VariantPropertyList: {
    type: "list",
    member: "VariantProperty",
    min: 0,
    max: 3,
  },
  VariantProperty: {
    type: "structure",
    required: {
      VariantPropertyType: "VariantPropertyType",
    },
    optional: {},
  },
  VariantPropertyType: {
    type: "string",
    values: ["DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"],
  },
  UpdateEndpointWeightsAndCapacitiesInput: {
    type: "structure",
    required: {
      EndpointName: "EndpointName",
      DesiredWeightsAndCapacities: "DesiredWeightAndCapacityList",
    },
    optional: {},
  },
  DesiredWeightAndCapacityList: {
    type: "list",
    member: "DesiredWeightAndCapacity",
    min: 1,
  },
  DesiredWeightAndCapacity: {
    type: "structure",
    required: {
      VariantName: "VariantName",
    },
    optional: {
      DesiredWeight: "VariantWeight",
      DesiredInstanceCount: "TaskCount",
      ServerlessUpdateConfig: "ProductionVariantServerlessUpdateConfig",
    },
  },
  TaskCount: {
    type: "integer",
    min: 0,
  },
  ProductionVariantServerlessUpdateConfig: {
    type: "structure",
    required: {},
    optional: {
      MaxConcurrency: "ServerlessMaxConcurrency",
      ProvisionedConcurrency: "ServerlessProvisionedConcurrency",
    },
  },
  ListEndpointsInput: {
    type: "structure",
    required: {},
    optional: {
      SortBy: "EndpointSortKey",
      SortOrder: "OrderKey",
      NextToken: "PaginationToken",
      MaxResults: "MaxResults",
      NameContains: "EndpointNameContains",
      CreationTimeBefore: "Timestamp",
      CreationTimeAfter: "Timestamp",
      LastModifiedTimeBefore: "Timestamp",
      LastModifiedTimeAfter: "Timestamp",
      StatusEquals: "EndpointStatus",
    },
  },
  EndpointSortKey: {
    type: "string",
    values: ["Name", "CreationTime", "Status"],
  },
  EndpointNameContains: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9-]+",
  },
  EndpointStatus: {
    type: "string",
    values: [
      "OutOfService",
      "Creating",
      "Updating",
      "SystemUpdating",
      "RollingBack",
      "InService",
      "Deleting",
      "Failed",
      "UpdateRollbackFailed",
    ],
  },
  DeleteEndpointInput: {
    type: "structure",
    required: {
      EndpointName: "EndpointName",
    },
    optional: {},
  },
  CreateTransformJobRequest: {
    type: "structure",
    required: {
      TransformJobName: "TransformJobName",
      ModelName: "ModelName",
      TransformInput: "TransformInput",
      TransformOutput: "TransformOutput",
      TransformResources: "TransformResources",
    },
    optional: {
      MaxConcurrentTransforms: "MaxConcurrentTransforms",
      ModelClientConfig: "ModelClientConfig",
      MaxPayloadInMB: "MaxPayloadInMB",
      BatchStrategy: "BatchStrategy",
      Environment: "TransformEnvironmentMap",
      DataCaptureConfig: "BatchDataCaptureConfig",
      DataProcessing: "DataProcessing",
      Tags: "TagList",
      ExperimentConfig: "ExperimentConfig",
    },
  },
  TransformJobName: {
    type: "string",
    min: 1,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  MaxConcurrentTransforms: {
    type: "integer",
    min: 0,
  },
  ModelClientConfig: {
    type: "structure",
    required: {},
    optional: {
      InvocationsTimeoutInSeconds: "InvocationsTimeoutInSeconds",
      InvocationsMaxRetries: "InvocationsMaxRetries",
    },
  },
  InvocationsTimeoutInSeconds: {
    type: "integer",
    min: 1,
    max: 3600,
  },
  InvocationsMaxRetries: {
    type: "integer",
    min: 0,
    max: 3,
  },
  MaxPayloadInMB: {
    type: "integer",
    min: 0,
  },
  BatchStrategy: {
    type: "string",
    values: ["MultiRecord", "SingleRecord"],
  },
  TransformEnvironmentMap: {
    type: "map",
    key: "TransformEnvironmentKey",
    value: "TransformEnvironmentValue",
    min: 0,
    max: 16,
  },
  TransformEnvironmentKey: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "[a-zA-Z_][a-zA-Z0-9_]{0,1023}",
  },
  TransformEnvironmentValue: {
    type: "string",
    min: 0,
    max: 10240,
    pattern: "[\\S\\s]*",
  },
  TransformInput: {
    type: "structure",
    required: {
      DataSource: "TransformDataSource",
    },
    optional: {
      ContentType: "ContentType",
      CompressionType: "CompressionType",
      SplitType: "SplitType",
    },
  },
  TransformDataSource: {
    type: "structure",
    required: {
      S3DataSource: "TransformS3DataSource",
    },
    optional: {},
  },
  TransformS3DataSource: {
    type: "structure",
    required: {
      S3DataType: "S3DataType",
      S3Uri: "S3Uri",
    },
    optional: {},
  },
  S3DataType: {
    type: "string",
    values: ["ManifestFile", "S3Prefix", "AugmentedManifestFile", "Converse"],
  },
  S3Uri: {
    type: "string",
    min: 0,
    max: 1024,
    pattern: "(https|s3)://([^/]+)/?(.*)",
  },
  ContentType: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  CompressionType: {
    type: "string",
    values: ["None", "Gzip"],
  },
  SplitType: {
    type: "string",
    values: ["None", "Line", "RecordIO", "TFRecord"],
  },
  TransformOutput: {
    type: "structure",
    required: {
      S3OutputPath: "S3Uri",
    },
    optional: {
      Accept: "Accept",
      AssembleWith: "AssemblyType",
      KmsKeyId: "KmsKeyId",
    },
  },
  Accept: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  AssemblyType: {
    type: "string",
    values: ["None", "Line"],
  },
  BatchDataCaptureConfig: {
    type: "structure",
    required: {
      DestinationS3Uri: "S3Uri",
    },
    optional: {
      KmsKeyId: "KmsKeyId",
      GenerateInferenceId: "Boolean",
    },
  },
  TransformResources: {
    type: "structure",
    required: {
      InstanceType: "TransformInstanceType",
      InstanceCount: "TransformInstanceCount",
    },
    optional: {
      VolumeKmsKeyId: "KmsKeyId",
      TransformAmiVersion: "TransformAmiVersion",
    },
  },
  TransformInstanceType: {
    type: "string",
    pattern: "ml\\.[a-z0-9-]+\\.[a-z0-9-]+",
  },
  TransformInstanceCount: {
    type: "integer",
    min: 1,
  },
  TransformAmiVersion: {
    type: "string",
    min: 1,
    max: 63,
    pattern: "[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*",
  },
  DataProcessing: {
    type: "structure",
    required: {},
    optional: {
      InputFilter: "JsonPath",
      OutputFilter: "JsonPath",
      JoinSource: "JoinSource",
    },
  },
  JsonPath: {
    type: "string",
    min: 0,
    max: 63,
  },
  JoinSource: {
    type: "string",
    values: ["Input", "None"],
  },
  ExperimentConfig: {
    type: "structure",
    required: {},
    optional: {
      ExperimentName: "ExperimentEntityName",
      TrialName: "ExperimentEntityName",
      TrialComponentDisplayName: "ExperimentEntityName",
      RunName: "ExperimentEntityName",
    },
  },
  ExperimentEntityName: {
    type: "string",
    min: 1,
    max: 120,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}",
  },
  DescribeTransformJobRequest: {
    type: "structure",
    required: {
      TransformJobName: "TransformJobName",
    },
    optional: {},
  },
  StopTransformJobRequest: {
    type: "structure",
    required: {
      TransformJobName: "TransformJobName",
    },
    optional: {},
  },
  ListTransformJobsRequest: {
    type: "structure",
    required: {},
    optional: {
      CreationTimeAfter: "Timestamp",
      CreationTimeBefore: "Timestamp",
      LastModifiedTimeAfter: "Timestamp",
      LastModifiedTimeBefore: "Timestamp",
      NameContains: "NameContains",
      StatusEquals: "TransformJobStatus",
      SortBy: "SortBy",
      SortOrder: "SortOrder",
      NextToken: "NextToken",
      MaxResults: "MaxResults",
    },
  },
  NameContains: {
    type: "string",
    min: 0,
    max: 63,
    pattern: "[a-zA-Z0-9\\-]+",
  },
  TransformJobStatus: {
    type: "string",
    values: ["InProgress", "Completed", "Failed", "Stopping", "Stopped"],
  },
  SortBy: {
    type: "string",
    values: ["Name", "CreationTime", "Status"],
  },
  SortOrder: {
    type: "string",
    values: ["Ascending", "Descending"],
  },
  NextToken: {
    type: "string",
    min: 0,
    max: 8192,
    pattern: ".*",
  },
  CreateTrainingJobRequest: {
    type: "structure",
    required: {
      TrainingJobName: "TrainingJobName",
      RoleArn: "RoleArn",
      OutputDataConfig: "OutputDataConfig",
    },
    optional: {
      HyperParameters: "HyperParameters",
      AlgorithmSpecification: "AlgorithmSpecification",
      InputDataConfig: "InputDataConfig",
      ResourceConfig: "ResourceConfig",
      VpcConfig: "VpcConfig",
      StoppingCondition: "StoppingCondition",
      Tags: "TagList",
      EnableNetworkIsolation: "Boolean",
      EnableInterContainerTrafficEncryption: "Boolean",
      EnableManagedSpotTraining: "Boolean",
      CheckpointConfig: "CheckpointConfig",
      DebugHookConfig: "DebugHookConfig",
      DebugRuleConfigurations: "DebugRuleConfigurations",
      TensorBoardOutputConfig: "TensorBoardOutputConfig",
      ExperimentConfig: "ExperimentConfig",
      ProfilerConfig: "ProfilerConfig",
      ProfilerRuleConfigurations: "ProfilerRuleConfigurations",
      Environment: "TrainingEnvironmentMap",
      RetryStrategy: "RetryStrategy",
      RemoteDebugConfig: "RemoteDebugConfig",
      InfraCheckConfig: "InfraCheckConfig",
      SessionChainingConfig: "SessionChainingConfig",
      ServerlessJobConfig: "ServerlessJobConfig",
      MlflowConfig: "MlflowConfig",
      ModelPackageConfig: "ModelPackageConfig",
    },
  },
  TrainingJobName: {
    type: "string",
    min: 1,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  HyperParameters: {
    type: "map",
    key: "HyperParameterKey",
    value: "HyperParameterValue",
    min: 0,
    max: 100,
  },
  HyperParameterKey: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  HyperParameterValue: {
    type: "string",
    min: 0,
    max: 2500,
    pattern: ".*",
  },
  AlgorithmSpecification: {
    type: "structure",
    required: {
      TrainingInputMode: "TrainingInputMode",
    },
    optional: {
      TrainingImage: "AlgorithmImage",
      AlgorithmName: "ArnOrName",
      MetricDefinitions: "MetricDefinitionList",
      EnableSageMakerMetricsTimeSeries: "Boolean",
      ContainerEntrypoint: "TrainingContainerEntrypoint",
      ContainerArguments: "TrainingContainerArguments",
      TrainingImageConfig: "TrainingImageConfig",
    },
  },
  AlgorithmImage: {
    type: "string",
    min: 0,
    max: 255,
    pattern: ".*",
  },
  ArnOrName: {
    type: "string",
    min: 1,
    max: 170,
    pattern: "(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)",
  },
  TrainingInputMode: {
    type: "string",
    values: ["Pipe", "File", "FastFile"],
  },
  MetricDefinitionList: {
    type: "list",
    member: "MetricDefinition",
    min: 0,
    max: 40,
  },
  MetricDefinition: {
    type: "structure",
    required: {
      Name: "MetricName",
      Regex: "MetricRegex",
    },
    optional: {},
  },
  MetricName: {
    type: "string",
    min: 1,
    max: 255,
    pattern: ".+",
  },
  MetricRegex: {
    type: "string",
    min: 1,
    max: 500,
    pattern: ".+",
  },
  TrainingContainerEntrypoint: {
    type: "list",
    member: "TrainingContainerEntrypointString",
    min: 1,
    max: 100,
  },
  TrainingContainerEntrypointString: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  TrainingContainerArguments: {
    type: "list",
    member: "TrainingContainerArgument",
    min: 1,
    max: 100,
  },
  TrainingContainerArgument: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  TrainingImageConfig: {
    type: "structure",
    required: {
      TrainingRepositoryAccessMode: "TrainingRepositoryAccessMode",
    },
    optional: {
      TrainingRepositoryAuthConfig: "TrainingRepositoryAuthConfig",
    },
  },
  TrainingRepositoryAccessMode: {
    type: "string",
    values: ["Platform", "Vpc"],
  },
  TrainingRepositoryAuthConfig: {
    type: "structure",
    required: {
      TrainingRepositoryCredentialsProviderArn: "TrainingRepositoryCredentialsProviderArn",
    },
    optional: {},
  },
  TrainingRepositoryCredentialsProviderArn: {
    type: "string",
    min: 1,
    max: 2048,
    pattern: "arn:[\\p{Alnum}\\-]+:lambda:[\\p{Alnum}\\-]+:[0-9]{12}:function:.*",
  },
  InputDataConfig: {
    type: "list",
    member: "Channel",
    min: 1,
    max: 20,
  },
  Channel: {
    type: "structure",
    required: {
      ChannelName: "ChannelName",
      DataSource: "DataSource",
    },
    optional: {
      ContentType: "ContentType",
      CompressionType: "CompressionType",
      RecordWrapperType: "RecordWrapper",
      InputMode: "TrainingInputMode",
      ShuffleConfig: "ShuffleConfig",
    },
  },
  ChannelName: {
    type: "string",
    min: 1,
    max: 64,
    pattern: "[A-Za-z0-9\\.\\-_]+",
  },
  DataSource: {
    type: "structure",
    required: {},
    optional: {
      S3DataSource: "S3DataSource",
      FileSystemDataSource: "FileSystemDataSource",
      DatasetSource: "DatasetSource",
    },
  },
  S3DataSource: {
    type: "structure",
    required: {
      S3DataType: "S3DataType",
      S3Uri: "S3Uri",
    },
    optional: {
      S3DataDistributionType: "S3DataDistribution",
      AttributeNames: "AttributeNames",
      InstanceGroupNames: "InstanceGroupNames",
      ModelAccessConfig: "ModelAccessConfig",
      HubAccessConfig: "HubAccessConfig",
    },
  },
  S3DataDistribution: {
    type: "string",
    values: ["FullyReplicated", "ShardedByS3Key"],
  },
  AttributeNames: {
    type: "list",
    member: "AttributeName",
    min: 0,
    max: 16,
  },
  AttributeName: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".+",
  },
  InstanceGroupNames: {
    type: "list",
    member: "InstanceGroupName",
    min: 0,
    max: 5,
  },
  InstanceGroupName: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".+",
  },
  HubAccessConfig: {
    type: "structure",
    required: {
      HubContentArn: "HubContentArn",
    },
    optional: {},
  },
  FileSystemDataSource: {
    type: "structure",
    required: {
      FileSystemId: "FileSystemId",
      FileSystemAccessMode: "FileSystemAccessMode",
      FileSystemType: "FileSystemType",
      DirectoryPath: "DirectoryPath",
    },
    optional: {},
  },
  FileSystemId: {
    type: "string",
    min: 11,
    max: 21,
    pattern: "(fs-[0-9a-f]{8,})",
  },
  FileSystemAccessMode: {
    type: "string",
    values: ["rw", "ro"],
  },
  FileSystemType: {
    type: "string",
    values: ["EFS", "FSxLustre"],
  },
  DirectoryPath: {
    type: "string",
    min: 0,
    max: 4096,
    pattern: ".*",
  },
  DatasetSource: {
    type: "structure",
    required: {
      DatasetArn: "HubDataSetArn",
    },
    optional: {},
  },
  HubDataSetArn: {
    type: "string",
    min: 0,
    max: 2048,
    pattern:
      "(arn:[a-z0-9-\\.]{1,63}:sagemaker:\\w+(?:-\\w+)+:(\\d{12}|aws):hub-content\\/)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}\\/DataSet\\/[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}(\\/\\d{1,4}.\\d{1,4}.\\d{1,4})?",
  },
  RecordWrapper: {
    type: "string",
    values: ["None", "RecordIO"],
  },
  ShuffleConfig: {
    type: "structure",
    required: {
      Seed: "Seed",
    },
    optional: {},
  },
  Seed: {
    type: "integer",
  },
  OutputDataConfig: {
    type: "structure",
    required: {
      S3OutputPath: "S3Uri",
    },
    optional: {
      KmsKeyId: "KmsKeyId",
      CompressionType: "OutputCompressionType",
    },
  },
  OutputCompressionType: {
    type: "string",
    values: ["GZIP", "NONE"],
  },
  ResourceConfig: {
    type: "structure",
    required: {},
    optional: {
      InstanceType: "TrainingInstanceType",
      InstanceCount: "TrainingInstanceCount",
      VolumeSizeInGB: "OptionalVolumeSizeInGB",
      VolumeKmsKeyId: "KmsKeyId",
      KeepAlivePeriodInSeconds: "KeepAlivePeriodInSeconds",
      InstanceGroups: "InstanceGroups",
      TrainingPlanArn: "TrainingPlanArn",
      InstancePlacementConfig: "InstancePlacementConfig",
      InstancePreferences: "InstancePreferenceList",
      SelectedInstanceType: "TrainingInstanceType",
      SelectedInstanceCount: "TrainingInstanceCount",
    },
  },
  TrainingInstanceType: {
    type: "string",
    pattern: "ml\\.[a-z0-9-]+\\.[a-z0-9-]+",
  },
  TrainingInstanceCount: {
    type: "integer",
    min: 0,
  },
  OptionalVolumeSizeInGB: {
    type: "integer",
    min: 0,
  },
  KeepAlivePeriodInSeconds: {
    type: "integer",
    min: 0,
    max: 21600,
  },
  InstanceGroups: {
    type: "list",
    member: "InstanceGroup",
    min: 0,
    max: 5,
  },
  InstanceGroup: {
    type: "structure",
    required: {
      InstanceType: "TrainingInstanceType",
      InstanceCount: "TrainingInstanceCount",
      InstanceGroupName: "InstanceGroupName",
    },
    optional: {},
  },
  TrainingPlanArn: {
    type: "string",
    min: 50,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:training-plan/.*",
  },
  InstancePlacementConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableMultipleJobs: "Boolean",
      PlacementSpecifications: "PlacementSpecifications",
    },
  },
  PlacementSpecifications: {
    type: "list",
    member: "PlacementSpecification",
    min: 0,
    max: 10,
  },
  PlacementSpecification: {
    type: "structure",
    required: {
      InstanceCount: "TrainingInstanceCount",
    },
    optional: {
      UltraServerId: "String256",
    },
  },
  String256: {
    type: "string",
    min: 0,
    max: 256,
  },
  InstancePreferenceList: {
    type: "list",
    member: "InstancePreference",
    min: 1,
    max: 5,
  },
  InstancePreference: {
    type: "structure",
    required: {
      InstanceType: "TrainingInstanceType",
    },
    optional: {
      InstanceCount: "TrainingInstanceCount",
      TrainingPlanArns: "TrainingPlanArnList",
    },
  },
  TrainingPlanArnList: {
    type: "list",
    member: "TrainingPlanArn",
    min: 1,
    max: 1,
  },
  StoppingCondition: {
    type: "structure",
    required: {},
    optional: {
      MaxRuntimeInSeconds: "MaxRuntimeInSeconds",
      MaxWaitTimeInSeconds: "MaxWaitTimeInSeconds",
      MaxPendingTimeInSeconds: "MaxPendingTimeInSeconds",
    },
  },
  MaxRuntimeInSeconds: {
    type: "integer",
    min: 1,
  },
  MaxWaitTimeInSeconds: {
    type: "integer",
    min: 1,
  },
  MaxPendingTimeInSeconds: {
    type: "integer",
    min: 1800,
    max: 2419200,
  },
  CheckpointConfig: {
    type: "structure",
    required: {
      S3Uri: "S3Uri",
    },
    optional: {
      LocalPath: "DirectoryPath",
    },
  },
  DebugHookConfig: {
    type: "structure",
    required: {
      S3OutputPath: "S3Uri",
    },
    optional: {
      LocalPath: "DirectoryPath",
      HookParameters: "HookParameters",
      CollectionConfigurations: "CollectionConfigurations",
    },
  },
  HookParameters: {
    type: "map",
    key: "ConfigKey",
    value: "ConfigValue",
    min: 0,
    max: 20,
  },
  ConfigKey: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".*",
  },
  ConfigValue: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  CollectionConfigurations: {
    type: "list",
    member: "CollectionConfiguration",
    min: 0,
    max: 20,
  },
  CollectionConfiguration: {
    type: "structure",
    required: {},
    optional: {
      CollectionName: "CollectionName",
      CollectionParameters: "CollectionParameters",
    },
  },
  CollectionName: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".*",
  },
  CollectionParameters: {
    type: "map",
    key: "ConfigKey",
    value: "ConfigValue",
    min: 0,
    max: 20,
  },
  DebugRuleConfigurations: {
    type: "list",
    member: "DebugRuleConfiguration",
    min: 0,
    max: 20,
  },
  DebugRuleConfiguration: {
    type: "structure",
    required: {
      RuleConfigurationName: "RuleConfigurationName",
      RuleEvaluatorImage: "AlgorithmImage",
    },
    optional: {
      LocalPath: "DirectoryPath",
      S3OutputPath: "S3Uri",
      InstanceType: "ProcessingInstanceType",
      VolumeSizeInGB: "OptionalVolumeSizeInGB",
      RuleParameters: "RuleParameters",
    },
  },
  RuleConfigurationName: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".*",
  },
  ProcessingInstanceType: {
    type: "string",
    pattern: "ml\\.[a-z0-9-]+\\.[a-z0-9-]+",
  },
  RuleParameters: {
    type: "map",
    key: "ConfigKey",
    value: "ConfigValue",
    min: 0,
    max: 100,
  },
  TensorBoardOutputConfig: {
    type: "structure",
    required: {
      S3OutputPath: "S3Uri",
    },
    optional: {
      LocalPath: "DirectoryPath",
    },
  },
  ProfilerConfig: {
    type: "structure",
    required: {},
    optional: {
      S3OutputPath: "S3Uri",
      ProfilingIntervalInMilliseconds: "ProfilingIntervalInMilliseconds",
      ProfilingParameters: "ProfilingParameters",
      DisableProfiler: "DisableProfiler",
    },
  },
  ProfilingIntervalInMilliseconds: {
    type: "integer",
  },
  ProfilingParameters: {
    type: "map",
    key: "ConfigKey",
    value: "ConfigValue",
    min: 0,
    max: 20,
  },
  DisableProfiler: {
    type: "boolean",
  },
  ProfilerRuleConfigurations: {
    type: "list",
    member: "ProfilerRuleConfiguration",
    min: 0,
    max: 20,
  },
  ProfilerRuleConfiguration: {
    type: "structure",
    required: {
      RuleConfigurationName: "RuleConfigurationName",
      RuleEvaluatorImage: "AlgorithmImage",
    },
    optional: {
      LocalPath: "DirectoryPath",
      S3OutputPath: "S3Uri",
      InstanceType: "ProcessingInstanceType",
      VolumeSizeInGB: "OptionalVolumeSizeInGB",
      RuleParameters: "RuleParameters",
    },
  },
  TrainingEnvironmentMap: {
    type: "map",
    key: "TrainingEnvironmentKey",
    value: "TrainingEnvironmentValue",
    min: 0,
    max: 100,
  },
  TrainingEnvironmentKey: {
    type: "string",
    min: 0,
    max: 512,
    pattern: "[a-zA-Z_][a-zA-Z0-9_]*",
  },
  TrainingEnvironmentValue: {
    type: "string",
    min: 0,
    max: 512,
    pattern: "[\\S\\s]*",
  },
  RetryStrategy: {
    type: "structure",
    required: {
      MaximumRetryAttempts: "MaximumRetryAttempts",
    },
    optional: {},
  },
  MaximumRetryAttempts: {
    type: "integer",
    min: 1,
    max: 30,
  },
  RemoteDebugConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableRemoteDebug: "EnableRemoteDebug",
    },
  },
  EnableRemoteDebug: {
    type: "boolean",
  },
  InfraCheckConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableInfraCheck: "EnableInfraCheck",
    },
  },
  EnableInfraCheck: {
    type: "boolean",
  },
  SessionChainingConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableSessionTagChaining: "EnableSessionTagChaining",
    },
  },
  EnableSessionTagChaining: {
    type: "boolean",
  },
  ServerlessJobConfig: {
    type: "structure",
    required: {
      BaseModelArn: "ServerlessJobBaseModelArn",
      JobType: "ServerlessJobType",
    },
    optional: {
      AcceptEula: "AcceptEula",
      CustomizationTechnique: "CustomizationTechnique",
      Peft: "Peft",
      EvaluationType: "EvaluationType",
      EvaluatorArn: "EvaluatorArn",
      SequenceLength: "SequenceLength",
    },
  },
  ServerlessJobBaseModelArn: {
    type: "string",
    min: 1,
    max: 2048,
    pattern:
      "(arn:[a-z0-9-\\.]{1,63}:sagemaker:\\w+(?:-\\w+)+:(\\d{12}|aws):hub-content\\/)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}\\/Model\\/[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}(\\/\\d{1,4}.\\d{1,4}.\\d{1,4})?",
  },
  ServerlessJobType: {
    type: "string",
    values: ["FineTuning", "Evaluation"],
  },
  CustomizationTechnique: {
    type: "string",
    values: ["SFT", "DPO", "RLVR", "RLAIF"],
  },
  Peft: {
    type: "string",
    values: ["LORA"],
  },
  EvaluationType: {
    type: "string",
    values: ["LLMAJEvaluation", "CustomScorerEvaluation", "BenchmarkEvaluation"],
  },
  EvaluatorArn: {
    type: "string",
    pattern: ".*",
  },
  SequenceLength: {
    type: "string",
    min: 1,
    max: 50,
    pattern: "\\d+K",
  },
  MlflowConfig: {
    type: "structure",
    required: {
      MlflowResourceArn: "MlFlowResourceArn",
    },
    optional: {
      MlflowExperimentName: "MlflowExperimentName",
      MlflowRunName: "MlflowRunName",
    },
  },
  MlFlowResourceArn: {
    type: "string",
    min: 0,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:mlflow-[a-zA-Z-]*/.*",
  },
  MlflowExperimentName: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".*",
  },
  MlflowRunName: {
    type: "string",
    min: 1,
    max: 256,
    pattern: ".*",
  },
  ModelPackageConfig: {
    type: "structure",
    required: {
      ModelPackageGroupArn: "ModelPackageGroupArn",
    },
    optional: {
      SourceModelPackageArn: "ModelPackageArn",
    },
  },
  ModelPackageGroupArn: {
    type: "string",
    min: 1,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package-group/[\\S]{1,2048}",
  },
  ModelPackageArn: {
    type: "string",
    min: 1,
    max: 2048,
    pattern: "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]{9,16}:[0-9]{12}:model-package/[\\S]{1,2048}",
  },
  DescribeTrainingJobRequest: {
    type: "structure",
    required: {
      TrainingJobName: "TrainingJobName",
    },
    optional: {},
  },
  StopTrainingJobRequest: {
    type: "structure",
    required: {
      TrainingJobName: "TrainingJobName",
    },
    optional: {},
  },
  ListTrainingJobsRequest: {
    type: "structure",
    required: {},
    optional: {
      NextToken: "NextToken",
      MaxResults: "MaxResults",
      CreationTimeAfter: "Timestamp",
      CreationTimeBefore: "Timestamp",
      LastModifiedTimeAfter: "Timestamp",
      LastModifiedTimeBefore: "Timestamp",
      NameContains: "NameContains",
      StatusEquals: "TrainingJobStatus",
      SortBy: "SortBy",
      SortOrder: "SortOrder",
      WarmPoolStatusEquals: "WarmPoolResourceStatus",
      TrainingPlanArnEquals: "TrainingPlanArn",
    },
  },
  TrainingJobStatus: {
    type: "string",
    values: ["InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting"],
  },
  WarmPoolResourceStatus: {
    type: "string",
    values: ["Available", "Terminated", "Reused", "InUse"],
  },
  CreateProcessingJobRequest: {
    type: "structure",
    required: {
      ProcessingJobName: "ProcessingJobName",
      ProcessingResources: "ProcessingResources",
      AppSpecification: "AppSpecification",
      RoleArn: "RoleArn",
    },
    optional: {
      ProcessingInputs: "ProcessingInputs",
      ProcessingOutputConfig: "ProcessingOutputConfig",
      StoppingCondition: "ProcessingStoppingCondition",
      Environment: "ProcessingEnvironmentMap",
      NetworkConfig: "NetworkConfig",
      Tags: "TagList",
      ExperimentConfig: "ExperimentConfig",
    },
  },
  ProcessingInputs: {
    type: "list",
    member: "ProcessingInput",
    min: 0,
    max: 10,
  },
  ProcessingInput: {
    type: "structure",
    required: {
      InputName: "String",
    },
    optional: {
      AppManaged: "AppManaged",
      S3Input: "ProcessingS3Input",
      DatasetDefinition: "DatasetDefinition",
    },
  },
  AppManaged: {
    type: "boolean",
  },
  ProcessingS3Input: {
    type: "structure",
    required: {
      S3Uri: "S3Uri",
      S3DataType: "ProcessingS3DataType",
    },
    optional: {
      LocalPath: "ProcessingLocalPath",
      S3InputMode: "ProcessingS3InputMode",
      S3DataDistributionType: "ProcessingS3DataDistributionType",
      S3CompressionType: "ProcessingS3CompressionType",
    },
  },
  ProcessingLocalPath: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  ProcessingS3DataType: {
    type: "string",
    values: ["ManifestFile", "S3Prefix"],
  },
  ProcessingS3InputMode: {
    type: "string",
    values: ["Pipe", "File"],
  },
  ProcessingS3DataDistributionType: {
    type: "string",
    values: ["FullyReplicated", "ShardedByS3Key"],
  },
  ProcessingS3CompressionType: {
    type: "string",
    values: ["None", "Gzip"],
  },
  DatasetDefinition: {
    type: "structure",
    required: {},
    optional: {
      AthenaDatasetDefinition: "AthenaDatasetDefinition",
      RedshiftDatasetDefinition: "RedshiftDatasetDefinition",
      LocalPath: "ProcessingLocalPath",
      DataDistributionType: "DataDistributionType",
      InputMode: "InputMode",
    },
  },
  AthenaDatasetDefinition: {
    type: "structure",
    required: {
      Catalog: "AthenaCatalog",
      Database: "AthenaDatabase",
      QueryString: "AthenaQueryString",
      OutputS3Uri: "S3Uri",
      OutputFormat: "AthenaResultFormat",
    },
    optional: {
      WorkGroup: "AthenaWorkGroup",
      KmsKeyId: "KmsKeyId",
      OutputCompression: "AthenaResultCompressionType",
    },
  },
  AthenaCatalog: {
    type: "string",
    min: 1,
    max: 256,
    pattern: "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*",
  },
  AthenaDatabase: {
    type: "string",
    min: 1,
    max: 255,
    pattern: ".*",
  },
  AthenaQueryString: {
    type: "string",
    min: 1,
    max: 4096,
    pattern: "[\\s\\S]+",
  },
  AthenaWorkGroup: {
    type: "string",
    min: 1,
    max: 128,
    pattern: "[a-zA-Z0-9._-]+",
  },
  AthenaResultFormat: {
    type: "string",
    values: ["PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE"],
  },
  AthenaResultCompressionType: {
    type: "string",
    values: ["GZIP", "SNAPPY", "ZLIB"],
  },
  RedshiftDatasetDefinition: {
    type: "structure",
    required: {
      ClusterId: "RedshiftClusterId",
      Database: "RedshiftDatabase",
      DbUser: "RedshiftUserName",
      QueryString: "RedshiftQueryString",
      ClusterRoleArn: "RoleArn",
      OutputS3Uri: "S3Uri",
      OutputFormat: "RedshiftResultFormat",
    },
    optional: {
      KmsKeyId: "KmsKeyId",
      OutputCompression: "RedshiftResultCompressionType",
    },
  },
  RedshiftClusterId: {
    type: "string",
    min: 1,
    max: 63,
    pattern: ".*",
  },
  RedshiftDatabase: {
    type: "string",
    min: 1,
    max: 64,
    pattern: ".*",
  },
  RedshiftUserName: {
    type: "string",
    min: 1,
    max: 128,
    pattern: ".*",
  },
  RedshiftQueryString: {
    type: "string",
    min: 1,
    max: 4096,
    pattern: "[\\s\\S]+",
  },
  RedshiftResultFormat: {
    type: "string",
    values: ["PARQUET", "CSV"],
  },
  RedshiftResultCompressionType: {
    type: "string",
    values: ["None", "GZIP", "BZIP2", "ZSTD", "SNAPPY"],
  },
  DataDistributionType: {
    type: "string",
    values: ["FullyReplicated", "ShardedByS3Key"],
  },
  InputMode: {
    type: "string",
    values: ["Pipe", "File"],
  },
  ProcessingOutputConfig: {
    type: "structure",
    required: {
      Outputs: "ProcessingOutputs",
    },
    optional: {
      KmsKeyId: "KmsKeyId",
    },
  },
  ProcessingOutputs: {
    type: "list",
    member: "ProcessingOutput",
    min: 0,
    max: 10,
  },
  ProcessingOutput: {
    type: "structure",
    required: {
      OutputName: "String",
    },
    optional: {
      S3Output: "ProcessingS3Output",
      FeatureStoreOutput: "ProcessingFeatureStoreOutput",
      AppManaged: "AppManaged",
    },
  },
  ProcessingS3Output: {
    type: "structure",
    required: {
      S3Uri: "S3Uri",
      S3UploadMode: "ProcessingS3UploadMode",
    },
    optional: {
      LocalPath: "ProcessingLocalPath",
    },
  },
  ProcessingS3UploadMode: {
    type: "string",
    values: ["Continuous", "EndOfJob"],
  },
  ProcessingFeatureStoreOutput: {
    type: "structure",
    required: {
      FeatureGroupName: "FeatureGroupName",
    },
    optional: {},
  },
  FeatureGroupName: {
    type: "string",
    min: 1,
    max: 64,
    pattern: "[a-zA-Z0-9]([_-]*[a-zA-Z0-9]){0,63}",
  },
  ProcessingJobName: {
    type: "string",
    min: 1,
    max: 63,
    pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  },
  ProcessingResources: {
    type: "structure",
    required: {
      ClusterConfig: "ProcessingClusterConfig",
    },
    optional: {},
  },
  ProcessingClusterConfig: {
    type: "structure",
    required: {
      VolumeSizeInGB: "ProcessingVolumeSizeInGB",
    },
    optional: {
      InstanceCount: "ProcessingInstanceCount",
      InstanceType: "ProcessingInstanceType",
      VolumeKmsKeyId: "KmsKeyId",
      InstancePreferences: "ProcessingInstancePreferenceList",
      SelectedInstanceType: "ProcessingInstanceType",
      SelectedInstanceCount: "ProcessingInstanceCount",
    },
  },
  ProcessingInstanceCount: {
    type: "integer",
    min: 1,
    max: 100,
  },
  ProcessingVolumeSizeInGB: {
    type: "integer",
    min: 1,
    max: 16384,
  },
  ProcessingInstancePreferenceList: {
    type: "list",
    member: "ProcessingInstancePreference",
    min: 1,
    max: 5,
  },
  ProcessingInstancePreference: {
    type: "structure",
    required: {
      InstanceType: "ProcessingInstanceType",
    },
    optional: {
      InstanceCount: "ProcessingInstanceCount",
    },
  },
  ProcessingStoppingCondition: {
    type: "structure",
    required: {
      MaxRuntimeInSeconds: "ProcessingMaxRuntimeInSeconds",
    },
    optional: {},
  },
  ProcessingMaxRuntimeInSeconds: {
    type: "integer",
    min: 1,
    max: 777600,
  },
  AppSpecification: {
    type: "structure",
    required: {
      ImageUri: "ImageUri",
    },
    optional: {
      ContainerEntrypoint: "ContainerEntrypoint",
      ContainerArguments: "ContainerArguments",
    },
  },
  ImageUri: {
    type: "string",
    min: 0,
    max: 255,
    pattern: ".*",
  },
  ContainerEntrypoint: {
    type: "list",
    member: "ContainerEntrypointString",
    min: 1,
    max: 100,
  },
  ContainerEntrypointString: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  ContainerArguments: {
    type: "list",
    member: "ContainerArgument",
    min: 1,
    max: 100,
  },
  ContainerArgument: {
    type: "string",
    min: 0,
    max: 256,
    pattern: ".*",
  },
  ProcessingEnvironmentMap: {
    type: "map",
    key: "ProcessingEnvironmentKey",
    value: "ProcessingEnvironmentValue",
    min: 0,
    max: 100,
  },
  ProcessingEnvironmentKey: {
    type: "string",
    min: 0,
    max: 256,
    pattern: "[a-zA-Z_][a-zA-Z0-9_]*",
  },
  ProcessingEnvironmentValue: {
    type: "string",
    min: 0,
    max: 256,
    pattern: "[\\S\\s]*",
  },
  NetworkConfig: {
    type: "structure",
    required: {},
    optional: {
      EnableInterContainerTrafficEncryption: "Boolean",
      EnableNetworkIsolation: "Boolean",
      VpcConfig: "VpcConfig",
    },
  },
  DescribeProcessingJobRequest: {
    type: "structure",
    required: {
      ProcessingJobName: "ProcessingJobName",
    },
    optional: {},
  },
  StopProcessingJobRequest: {
    type: "structure",
    required: {
      ProcessingJobName: "ProcessingJobName",
    },
    optional: {},
  },
  ListProcessingJobsRequest: {
    type: "structure",
    required: {},
    optional: {
      CreationTimeAfter: "Timestamp",
      CreationTimeBefore: "Timestamp",
      LastModifiedTimeAfter: "Timestamp",
      LastModifiedTimeBefore: "Timestamp",
      NameContains: "String",
      StatusEquals: "ProcessingJobStatus",
      SortBy: "SortBy",
      SortOrder: "SortOrder",
      NextToken: "NextToken",
      MaxResults: "MaxResults",
    },
  },
  ProcessingJobStatus: {
    type: "string",
    values: ["InProgress", "Completed", "Failed", "Stopping", "Stopped"],
  },
  AddTagsInput: {
    type: "structure",
    required: {
      ResourceArn: "ResourceArn",
      Tags: "TagList",
    },
    optional: {},
  },
  ResourceArn: {
    type: "string",
    min: 0,
    max: 256,
    pattern: "arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+",
  },
  ListTagsInput: {
    type: "structure",
    required: {
      ResourceArn: "ResourceArn",
    },
    optional: {
      NextToken: "NextToken",
      MaxResults: "ListTagsMaxResults",
    },
  },
  ListTagsMaxResults: {
    type: "integer",
    min: 50,
  },
  DeleteTagsInput: {
    type: "structure",
    required: {
      ResourceArn: "ResourceArn",
      TagKeys: "TagKeyList",
    },
    optional: {},
  },
  TagKeyList: {
    type: "list",
    member: "TagKey",
    min: 1,
    max: 50,
  },
} as const satisfies ShapeTable;

/** The type of an input or of anything in one: `Shaped<"CreateModelInput">`. */
export type Shaped<Name extends keyof typeof shapes> = ValueOf<typeof shapes, Name>;
