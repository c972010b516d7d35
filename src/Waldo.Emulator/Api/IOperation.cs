namespace Waldo.Emulator.Api;

/// <summary>One call of the API: from a read and authorized request to its answer.</summary>
internal interface IOperation
{
    ApiResult Run(ApiCall call);
}
