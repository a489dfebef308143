namespace LongVpo.Core.Options;

/// <summary>
/// Every option there is, in one record, so that one file can show and change them all (<c>cluster-config/all-options.json</c>).
/// To add one: a property of the section's record, with its default, range and reason, and its line in that file.
/// </summary>
public sealed record LongVpoOptions
{
    public SourceOptions Source { get; init; } = new();

    public LiveOptions Live { get; init; } = new();

    public RecorderOptions Recorder { get; init; } = new();

    public UrlOptions Urls { get; init; } = new();

    public SamplingOptions Sampling { get; init; } = new();

    public ShotOptions Shots { get; init; } = new();

    public SegmentOptions Segments { get; init; } = new();

    public ObservationOptions Observations { get; init; } = new();

    public ScreenTextOptions ScreenText { get; init; } = new();

    public TreeOptions Trees { get; init; } = new();

    public QuestionOptions Questions { get; init; } = new();

    public StoreOptions Store { get; init; } = new();

    public AnalysisOptions Analysis { get; init; } = new();

    public InboxOptions Inbox { get; init; } = new();

    public RestartOptions Restart { get; init; } = new();

    public HttpOptions Http { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    public StandingOptions Standing { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    public ModelWorkerOptions ModelWorkers { get; init; } = new();

    public EndpointOptions Endpoints { get; init; } = new();

    public PictureShelfOptions Pictures { get; init; } = new();

    public GenerationOptions Generation { get; init; } = new();

    public ModelOptions Models { get; init; } = new();

    public CaptionOptions Captions { get; init; } = new();

    public LookOptions Looks { get; init; } = new();

    public FeedbackOptions Feedback { get; init; } = new();

    public SpeechOptions Speech { get; init; } = new();
}
